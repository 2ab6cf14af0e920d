"""sitemap.xml and robots.txt: what search engines may read, through published() as all else."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from common.http import absolute_url
from practices.querysets import published

PAGES_IN_A_FILE = 1000
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /submit/
Disallow: /alerts/
Disallow: /search/?
Disallow: /search/export.
Disallow: /search/feed/
Disallow: /search/suggest
Sitemap: {sitemap}
"""


class PublicPages(Sitemap):
    limit = PAGES_IN_A_FILE

    def items(self) -> list:
        home = self.get_wagtail_site().root_page
        pages = published(Page.objects.descendant_of(home, inclusive=True))
        return pages.order_by("path").specific()


@require_safe
def robots(request) -> HttpResponse:
    sitemap = absolute_url(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain")

"""sitemap.xml and robots.txt: what search engines may read, through published() as all else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap as PlainSitemap
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from commission.models import Body
from common.http import absolute_url
from common.localized_urls import bare_path, localized
from practices.querysets import published

PAGES_IN_A_FILE = 1000
ROBOTS = """User-agent: *
{closed}
Sitemap: {sitemap}
"""
CLOSED = (
    "/admin/",
    "/submit/",
    "/alerts/",
    "/workshops/room/",
    "/search/?",
    "/search/export.",
    "/search/feed/",
    "/search/suggest",
)


class InEachLanguage:
    """Mixed into sitemaps: each page once in each language, with all of them beside it."""

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict]:
        urls = super()._urls(page, protocol, domain)
        return [version for url in urls for version in _in_each_language(url)]


class PublicPages(InEachLanguage, Sitemap):
    limit = PAGES_IN_A_FILE

    def items(self) -> list:
        home = self.get_wagtail_site().root_page
        pages = published(Page.objects.descendant_of(home, inclusive=True))
        return pages.order_by("path").specific()


class PublicLists(InEachLanguage, PlainSitemap):
    """What stands in no tree."""

    def items(self) -> list[str]:
        lists = ["coverage", "open_data", "bodies", "workplans", "workshops", "languages"]
        codes = Body.objects.public().values_list("code", flat=True)
        of_body = ["body", "body_recommendations"]
        return [
            *map(reverse, lists),
            *(reverse(name, args=[code]) for code in codes for name in of_body),
        ]

    def location(self, item: str) -> str:
        return item


def _in_each_language(url: dict) -> list[dict]:
    path = bare_path(urlsplit(url["location"]).path)
    versions = [
        {"lang_code": code, "location": absolute_url(localized(path, code))}
        for code, _name in settings.LANGUAGES
    ]
    default = {"lang_code": "x-default", "location": absolute_url(path)}
    return [
        url | {"location": version["location"], "alternates": [*versions, default]}
        for version in versions
    ]


@require_safe
def robots(request) -> HttpResponse:
    sitemap = absolute_url(reverse("sitemap"))
    closed = "\n".join(
        f"Disallow: {localized(path, code)}"
        for code, _name in settings.LANGUAGES
        for path in CLOSED
    )
    text = ROBOTS.format(closed=closed, sitemap=sitemap)
    return HttpResponse(text, content_type="text/plain")

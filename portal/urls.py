"""Every address of the portal; Wagtail's pages come last, because they take what is left."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import LogoutView
from wagtail.contrib.sitemaps.views import index as sitemap_index
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from home.languages_page import languages
from practices.images import serve_rendition
from search.comparison.views import compare
from search.coverage.views import coverage

from . import health, metrics, security_txt, sitemaps

SITEMAPS = {"pages": sitemaps.PublicPages, "lists": sitemaps.PublicLists}

handler500 = "portal.outage.failed"

# For programs, whose addresses name no language.
urlpatterns = [
    path("media/images/<path:name>", serve_rendition),
    path("robots.txt", sitemaps.robots),
    path(
        "sitemap.xml",
        sitemap_index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_of"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_of"),
    path("metrics/", metrics.metrics, name="metrics"),
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
    path("", include("opendata.lasting_urls")),
]

urlpatterns += i18n_patterns(
    # Wagtail lets nobody sign out who may not enter its admin, as focal points may not.
    path("admin/logout/", LogoutView.as_view(), name="wagtailadmin_logout"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("contact/", include("contact.urls")),
    path("alerts/", include("alerts.urls")),
    path("", include("opendata.urls")),
    path("search/", include("search.urls")),
    path("about/languages/", languages, name="languages"),
    path("coverage/", coverage, name="coverage"),
    path("compare/", compare, name="compare"),
    path("", include("commission.urls")),
    path("", include("workshops.urls")),
    path("submit/", include("submission.urls")),
    path("account/", include("accounts.urls")),
    path("health/", health.health, name="health"),
    path("health/live/", health.live, name="health_live"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

"""Every address of the portal; Wagtail's pages come last, because they take what is left."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from practices.images import serve_rendition
from search.comparison.views import compare
from search.coverage.views import coverage

from . import health

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("media/images/<path:name>", serve_rendition),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", include("search.urls")),
    path("coverage/", coverage, name="coverage"),
    path("compare/", compare, name="compare"),
    path("submit/", include("practices.submission.urls")),
    path("health/", health.health, name="health"),
    path("", include(wagtail_urls)),
]

"""Addresses of what was public and is not any more: 410, as of contributions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.url_routing import RouteResult

from practices.models import ContributionPage


class TellsGone:
    """Mixed into pages below which entries of the record stand."""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        try:
            return super().route(request, path_components)
        except Http404:
            if len(path_components) == 1 and self._is_gone(path_components[0]):
                return RouteResult(self, kwargs={"is_gone": True})
            raise

    def _is_gone(self, slug: str) -> bool:
        pages = ContributionPage.objects.child_of(self).filter(slug=slug)
        return pages.withdrawn().exists()

    def serve(self, request: HttpRequest, *args, is_gone: bool = False, **kwargs) -> HttpResponse:
        if is_gone:
            return render(request, "410.html", status=410)
        return super().serve(request, *args, **kwargs)

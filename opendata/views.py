"""/open-data/: every way to take the data along, for people; and the nightly files."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.http import absolute_url

from . import dump_files

LINKSET = "application/linkset+json"
PROFILE = "https://www.rfc-editor.org/info/rfc9727"


@require_safe
def open_data(request) -> HttpResponse:
    made_at = dump_files.made_at()
    context = {
        "made_at": made_at if dump_files.is_sound(made_at) else None,
        "files": [file.name for file in dump_files.listed()],
        "licence_name": settings.OPEN_DATA_LICENCE_NAME or settings.OPEN_DATA_LICENCE_URL,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
        "requests": settings.OPEN_DATA_REQUESTS,
        "exports": settings.OPEN_DATA_EXPORTS,
    }
    return render(request, "opendata/open_data.html", context)


@require_safe
def dump_file(request, name) -> HttpResponseBase:
    """One of the nightly files; none while they hold something withdrawn since."""
    made_at = dump_files.made_at()
    if name not in dump_files.FILES or made_at is None:
        raise Http404
    if not dump_files.is_sound(made_at):
        text = _("The files are being updated. Try again in a few minutes.")
        return HttpResponse(text, status=503, headers={"Retry-After": "600"})
    path = settings.OPEN_DATA_DIR / dump_files.CURRENT / name
    if not path.exists():  # made by an earlier release
        raise Http404
    response = FileResponse(path.open("rb"), content_type=dump_files.FILES[name])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def api_catalogue(request) -> HttpResponse:
    """/.well-known/api-catalog (RFC 9727): which interfaces there are, and what describes them."""
    api, oai = absolute_url(reverse("api-v1:api-root")), absolute_url(reverse("oai"))
    api_links = {
        "anchor": api,
        "service-desc": [_target(reverse("api-v1:openapi-json"), "application/json")],
        "service-doc": [_target(reverse("api-v1:openapi-view"), "text/html")],
        "service-meta": [
            _target(reverse("api-v1:dataset"), media_type)
            for media_type in ("application/ld+json", "text/turtle")
        ],
    }
    oai_links = {
        "anchor": oai,
        "service-desc": [_target(reverse("oai") + "?verb=Identify", "text/xml")],
    }
    items = {
        "anchor": absolute_url(reverse("api_catalogue")),
        "item": [{"href": api}, {"href": oai}],
    }
    response = JsonResponse(
        {"linkset": [items, api_links, oai_links]},
        content_type=f'{LINKSET}; profile="{PROFILE}"',
    )
    response["Link"] = f'<{absolute_url(reverse("api_catalogue"))}>; rel="api-catalog"'
    return response


def _target(path, media_type) -> dict:
    return {"href": absolute_url(path), "type": media_type}

"""/id/<number>/ and /id/<number>/v<version>/: addresses to cite, which never change."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from practices.models.citation import Citation
from taxonomy.languages import direction

from . import jsonld, representation, signposting
from .exports.references import FILE_FORMATS
from .languages import speaking
from .models import PublicRecord, PublicVersion
from .reading import read

if TYPE_CHECKING:
    from practices.models.practice import PracticePage

HTML = "text/html"
NEGOTIATED = {file_format.media_type: name for name, file_format in FILE_FORMATS.items()} | {
    jsonld.LD_JSON: "jsonld"
}


def of_what_is_public(view) -> Callable[..., HttpResponse]:
    """Hands the view a contribution; 410 once it was withdrawn, 404 if it never was public."""

    @require_safe
    @wraps(view)
    def checked(request, public_id, **kwargs) -> HttpResponse:
        page = _public(public_id)
        return _gone(request, public_id) if page is None else view(request, page, **kwargs)

    return checked


@of_what_is_public
def citation(request, page) -> HttpResponse:
    """Leads to the page, or to its facts in the file format that Accept prefers."""
    wanted = request.get_preferred_type([HTML, *NEGOTIATED])
    file_format = NEGOTIATED.get(wanted)
    address = reverse("reference", args=[page.pk, file_format]) if file_format else page.url
    response = HttpResponseRedirect(address, status=303)
    response["Link"] = signposting.of_page(page)
    return response


@of_what_is_public
def reference(request, page, file_format) -> HttpResponse:
    """One contribution as a reference or as linked data."""
    if file_format not in NEGOTIATED.values():
        raise Http404
    with speaking(request):
        response = _linked(page) if file_format == "jsonld" else _file(page, file_format)
    response["Link"] = signposting.of_page(page, described=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _linked(page) -> HttpResponse:
    facts = jsonld.contribution(representation.contribution(page))
    return JsonResponse(
        facts, content_type=jsonld.LD_JSON, json_dumps_params={"ensure_ascii": False}
    )


def _file(page, name) -> HttpResponse:
    file_format = FILE_FORMATS[name]
    response = HttpResponse(
        file_format.write(page), content_type=f"{file_format.media_type}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="gpp-{page.pk}.{name}"'
    return response


@of_what_is_public
def citation_version(request, page, number) -> HttpResponse:
    """The text as it was public; only while the contribution itself is."""
    versions = list(PublicVersion.objects.filter(page_id=page.pk).defer("content"))
    version = PublicVersion.objects.filter(page_id=page.pk, number=number).first()
    if version is None:
        raise Http404
    context = {
        "current": page,
        "version": version,
        "text": version.facts,
        "citations": [Citation(**cited) for cited in version.content.get("cites", [])],
        "direction": direction(version.content["language"]),
        "is_latest": version.number == versions[-1].number,
        "versions": versions,
    }
    response = render(request, "opendata/version.html", context)
    response["Link"] = signposting.of_version(
        page, version.number, [each.number for each in versions]
    )
    return response


def _public(page_id) -> "PracticePage | None":
    return next(iter(read([page_id])), None) if page_id < 2**63 else None


def _gone(request, page_id) -> HttpResponse:
    """Says that something was here, and not what."""
    if not PublicRecord.objects.filter(page_id=min(page_id, 2**63 - 1)).exists():
        raise Http404
    return render(request, "opendata/gone.html", status=410)

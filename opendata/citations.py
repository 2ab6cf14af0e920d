"""/id/<number>/ and /id/<number>/v<version>/: addresses to cite, which never change."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practices.models.languages import direction

from .models import PublicRecord, PublicVersion
from .reading import read


@require_safe
def citation(request, public_id):
    """Leads to the page as it is called today; 410 once the State has withdrawn it."""
    page = _public(public_id)
    if page is None:
        return _gone(request, public_id)
    return HttpResponseRedirect(page.url, status=303)


@require_safe
def citation_version(request, public_id, number):
    """The text as it was public; only while the contribution itself is."""
    page = _public(public_id)
    if page is None:
        return _gone(request, public_id)
    versions = list(PublicVersion.objects.filter(page_id=public_id).defer("content"))
    version = PublicVersion.objects.filter(page_id=public_id, number=number).first()
    if version is None:
        raise Http404
    context = {
        "current": page,
        "version": version,
        "text": version.facts,
        "direction": direction(version.content["language"]),
        "is_latest": version.number == versions[-1].number,
        "versions": versions,
    }
    return render(request, "opendata/version.html", context)


def _public(page_id):
    return next(iter(read([page_id])), None) if page_id < 2**63 else None


def _gone(request, page_id):
    """Says that something was here, and not what."""
    if not PublicRecord.objects.filter(page_id=min(page_id, 2**63 - 1)).exists():
        raise Http404
    return render(request, "opendata/gone.html", status=410)

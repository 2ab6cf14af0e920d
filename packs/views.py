"""Officers' pages of session packs: making one, the list of earlier ones, and their files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.roles import officers_only

from . import making
from .about import subject
from .files import FILE_FORMATS
from .forms import PackForm
from .models import SessionPack

ON_A_PAGE = 50


@officers_only
def overview(request: HttpRequest) -> HttpResponse:
    form = PackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        pack = making.make(values["about"], form.subject, values["language"], request.user)
        messages.success(request, _("The pack is made."))
        return redirect("session_pack", pack.pk)
    packs = SessionPack.objects.select_related("made_by").defer("content")
    shown = Paginator(packs, ON_A_PAGE).get_page(request.GET.get("p"))
    return render(request, "packs/admin/overview.html", {"form": form, "packs": shown})


@require_safe
@officers_only
def one(request: HttpRequest, pack_id: int) -> HttpResponse:
    pack = get_object_or_404(SessionPack.objects.select_related("made_by"), pk=pack_id)
    context = {
        "pack": pack,
        "entries": len(pack.content["entries"]),
        "withdrawn": making.withdrawn_since(pack),
        "is_still_public": subject(pack.about) is not None,
        "file_formats": FILE_FORMATS,
    }
    return render(request, "packs/admin/pack.html", context)


@require_safe
@officers_only
def file(request: HttpRequest, pack_id: int, file_format: str) -> HttpResponse:
    pack = get_object_or_404(SessionPack, pk=pack_id)
    wanted = FILE_FORMATS.get(file_format)
    if wanted is None:
        raise Http404
    response = HttpResponse(wanted.write(pack.content["document"]), content_type=wanted.media_type)
    name = f"session-pack-{pack.pk}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


ADMIN_URLS = [
    path("packs/", overview, name="session_packs"),
    path("packs/<int:pack_id>/", one, name="session_pack"),
    path("packs/<int:pack_id>/pack.<str:file_format>", file, name="session_pack_file"),
]

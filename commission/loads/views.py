"""Officers' pages of tables for the record: uploading, the preview row by row, and the proposal."""

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.roles import officers_only
from approvals.views import ask_and_propose
from audit import trail
from commission.models import Load, LoadArchive
from common import asking
from common.spreadsheets import downloads

from .forms import AgainForm, LoadForm
from .kinds import PublishLoad, load_payload
from .tables import KINDS
from .work import begin

SECONDS = 5  # of the request: forty statements are checked when the page comes
ROWS_ON_A_PAGE = 50
LOADS_SHOWN = 50
# What is wrong first, then what would change.
ORDER = Case(
    *(
        When(outcome=outcome, then=at)
        for at, outcome in enumerate(("faulty", "updated", "created"))
    ),
    default=9,
)


@officers_only
def overview(request: HttpRequest) -> HttpResponse:
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        load = _stored(request, form)
        begin(load, SECONDS)
        return redirect("statement_load", load.pk)
    loads = Load.objects.select_related("uploaded_by")[:LOADS_SHOWN]
    context = {"form": form, "loads": loads, "kinds": _kinds()}
    return render(request, "commission/admin/loads.html", context)


def _kinds() -> list[tuple[str, str, tuple[str, ...]]]:
    """(key, label, columns)"""
    return [(key, label, KINDS[key].columns) for key, label in Load.Contents.choices]


@officers_only
def one(request: HttpRequest, load_id: int) -> HttpResponse:
    load = get_object_or_404(Load, pk=load_id)
    form = AgainForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if not _may_change(request, load):
            return redirect("statement_load", load.pk)
        _again(load, form)
        begin(load, SECONDS)
        return redirect("statement_load", load.pk)
    return render(request, "commission/admin/load.html", _context(request, load, form))


def _context(request: HttpRequest, load: Load, form: AgainForm) -> dict:
    rows = load.rows.order_by(ORDER, "number")
    counts = {
        outcome: load.rows.filter(outcome=outcome).count()
        for outcome in ("faulty", "created", "updated", "unchanged")
    }
    return {
        "load": load,
        "form": form,
        "counts": counts,
        "rows": Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("p")),
        "may_change": load.phase == Load.Phase.CHECK,
    }


@officers_only
def propose(request: HttpRequest, load_id: int) -> HttpResponse:
    load = get_object_or_404(Load, pk=load_id)
    back = reverse("statement_load", args=[load.pk])
    if not load.is_ready:
        messages.error(request, _("It cannot be proposed as it is."))
        return redirect(back)
    return ask_and_propose(request, PublishLoad.key, load_payload(load), back)


@officers_only
def delete(request: HttpRequest, load_id: int) -> HttpResponse:
    """With its files; what has gone public from it stays."""
    load = get_object_or_404(Load, pk=load_id)
    back = reverse("statement_load", args=[load.pk])
    if not _may_change(request, load):
        return redirect(back)
    if not asking.is_confirmed(request):
        question = _("Delete the table “%s” and its files?") % load.name
        consequences = [_("Nothing that is public is changed by it.")]
        return asking.ask(request, question, consequences, _("Delete"), back)
    _note(request, load, "table of the record deleted")
    load.forget_files()
    load.delete()
    return redirect("statement_loads")


@require_safe
@officers_only
def template(request: HttpRequest, contents: str) -> HttpResponse:
    if contents not in KINDS:
        raise Http404
    return downloads.offer(contents, "xlsx", KINDS[contents].columns, [])


def _may_change(request: HttpRequest, load: Load) -> bool:
    if load.phase == Load.Phase.PUBLISH:
        messages.error(request, _("This table has been applied already."))
        return False
    if load.state == Load.State.SENDING:
        messages.error(request, _("The table is being checked just now. Try again in a minute."))
        return False
    return True


def _stored(request: HttpRequest, form: LoadForm) -> Load:
    table = form.cleaned_data["table"]
    load = Load.objects.create(
        table=table,
        name=table.name[:255],
        contents=form.cleaned_data["contents"],
        uploaded_by=request.user,
        language=get_language() or settings.LANGUAGE_CODE,
    )
    _add_archives(load, form.cleaned_data["archives"])
    _note(request, load, "table of the record uploaded")
    return load


def _again(load: Load, form: AgainForm) -> None:
    """Everything is checked anew: a file that was missing may be there now."""
    if table := form.cleaned_data["table"]:
        load.table.delete(save=False)
        load.table, load.name = table, table.name[:255]
    _add_archives(load, form.cleaned_data["archives"])
    load.rows.all().delete()
    load.state, load.fault, load.notes, load.attempts = Load.State.PENDING, "", [], 0
    load.save()


def _add_archives(load: Load, files: list[UploadedFile]) -> None:
    for file in files:
        LoadArchive.objects.create(load=load, file=file, name=file.name[:255])


def _note(request: HttpRequest, load: Load, action: str) -> None:
    facts = {"table": load.pk, "name": load.name, "rows": load.total}
    trail.record(action, None, request.user, after=facts)


ADMIN_URLS = [
    path("record/loads/", overview, name="statement_loads"),
    path("record/loads/<slug:contents>.xlsx", template, name="statement_load_template"),
    path("record/loads/<int:load_id>/", one, name="statement_load"),
    path("record/loads/<int:load_id>/propose/", propose, name="propose_statement_load"),
    path("record/loads/<int:load_id>/delete/", delete, name="delete_statement_load"),
]

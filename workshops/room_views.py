"""Pages of a room: its agenda, its assessments, and the answers of the group or of all."""

from collections.abc import Iterator

from django.db import transaction
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import answers, items, saving
from .answers import IN_ORDER, Sheet, Status
from .forms import AnswerForm, ChapterForm
from .items import Item
from .models import Assessment, Group
from .seats import Seat, in_room


@require_safe
@in_room
def room(request: HttpRequest, seat: Seat) -> HttpResponse:
    assessments = seat.room.assessments.select_related("text", "key")
    return render(request, "workshops/room.html", {"seat": seat, "assessments": assessments})


@require_safe
@in_room
def assessment(request: HttpRequest, seat: Seat, assessment_id: int) -> HttpResponse:
    """How far the answers are, by chapter; for who leads also where groups differ."""
    found = _assessment(seat, assessment_id)
    own, _groups, said = _sheets(seat, found)
    context = {
        "seat": seat,
        "assessment": found,
        "chapters": answers.by_chapter(_items(seat, found), own, said),
        "statuses": [_label(status) for status in IN_ORDER],
    }
    return render(request, "workshops/assessment.html", context)


@in_room
def chapter(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, chapter: int
) -> HttpResponse:
    """The form of one chapter: what has been done about each item, with links to the rest."""
    group, found = seat.group_of_sheet(sheet), _assessment(seat, assessment_id)
    listed = _of_chapter(seat, found, chapter)
    if request.method != "POST":
        form = ChapterForm(listed, answers.sheet_of(found, group))
        return _chapter(request, seat, found, listed, form)
    with transaction.atomic():
        save = saving.ChapterSave(found, group, listed, request.POST)
        is_done = save.write()
    if is_done:
        return redirect("workshop_assessment", seat.room.uid, found.pk)
    return _chapter(request, seat, found, listed, save.form, save)


def _chapter(request, seat, found, listed, form, save=None) -> HttpResponse:
    _own, groups, said = _sheets(seat, found)
    context = {
        "seat": seat,
        "assessment": found,
        "chapter": listed[0].chapter,
        "form": form,
        "save": save,
        "base": save.base if save else saving.base_of(form),
        "rows": [_row(item, form[item.key], groups, said) for item in listed],
    }
    return render(request, "workshops/chapter.html", context)


def _row(item: Item, field: BoundField, groups: list[Group], said: list[Sheet]) -> dict:
    return {
        "item": item,
        "field": field,
        "said": [
            (group, _label(answers.status_of(sheet, item)))
            for group, sheet in zip(groups, said, strict=True)
        ],
        "differ": answers.differ(said, item),
    }


@in_room
def item(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, item: str
) -> HttpResponse:
    """The form of one item; "Save and continue" leads to the next one of the chapter."""
    group, found = seat.group_of_sheet(sheet), _assessment(seat, assessment_id)
    listed = _items(seat, found)
    asked = _find(listed, item)
    if request.method != "POST":
        form = AnswerForm(initial=answers.answer_of(found, group, asked).data)
        return _item(request, seat, found, asked, form)
    with transaction.atomic():
        save = saving.AnswerSave(found, group, asked, request.POST)
        is_done = save.write()
    if is_done:
        return redirect(*_after(seat, found, asked, listed, request.POST))
    return _item(request, seat, found, asked, save.form, save)


def _item(request, seat, found, asked, form, save=None) -> HttpResponse:
    context = {
        "seat": seat,
        "assessment": found,
        "item": asked,
        "form": form,
        "save": save,
        "base": save.base if save else saving.base_of(form),
        "said": _said_by_groups(seat, found, asked),
    }
    return render(request, "workshops/item.html", context)


def _after(seat: Seat, found: Assessment, asked: Item, listed: list[Item], sent) -> tuple:
    place = (found.room.uid, found.pk, seat.sheet)
    rest = listed[listed.index(asked) + 1 :]
    if "later" in sent or not rest or rest[0].chapter != asked.chapter:
        return "workshop_chapter", *place, asked.chapter.number
    return "workshop_item", *place, rest[0].key


@require_POST
@in_room
def autosave(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, item: str
) -> HttpResponse:
    """Answers with the line that says when it was saved, or why not."""
    group, found = seat.group_of_sheet(sheet), _assessment(seat, assessment_id)
    with transaction.atomic():
        save = saving.AnswerSave(found, group, _find(_items(seat, found), item), request.POST)
        save.write()
    return _saved(request, save)


@require_POST
@in_room
def autosave_chapter(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, chapter: int
) -> HttpResponse:
    group, found = seat.group_of_sheet(sheet), _assessment(seat, assessment_id)
    with transaction.atomic():
        listed = _of_chapter(seat, found, chapter)
        save = saving.ChapterSave(found, group, listed, request.POST)
        save.write()
    return _saved(request, save)


def _saved(request, save) -> HttpResponse:
    context = {"form": save.form, "save": save, "is_own": True, "now": timezone.now()}
    return render(request, "submission/includes/saved.html", context)


def _assessment(seat: Seat, pk: int) -> Assessment:
    found = get_object_or_404(seat.room.assessments.select_related("text", "key"), pk=pk)
    found.room = seat.room
    return found


def _items(seat: Seat, found: Assessment) -> list[Item]:
    """Those that the person answers."""
    if not seat.has_sheet:
        raise Http404
    listed = items.items_of(found)
    return items.of_chapters(listed, seat.group.chapters.all()) if seat.group else listed


def _of_chapter(seat: Seat, found: Assessment, number: int) -> list[Item]:
    listed = [item for item in _items(seat, found) if item.chapter.number == number]
    if not listed:
        raise Http404
    return listed


def _find(listed: list[Item], key: str) -> Item:
    for item in listed:
        if item.key == key:
            return item
    raise Http404


def _sheets(seat: Seat, found: Assessment) -> tuple[Sheet, list[Group], list[Sheet]]:
    """The own sheet; for who leads also the groups, and their sheets in the same order."""
    if not seat.leads:
        return answers.sheet_of(found, seat.group), [], []
    sheets = answers.sheets_of(found)
    groups = list(seat.room.groups.select_related("key"))
    return sheets[None], groups, [sheets.get(group.pk, {}) for group in groups]


def _said_by_groups(seat: Seat, found: Assessment, asked: Item) -> list[dict]:
    """What each group that answered says of an item, as it is read."""
    if not seat.leads:
        return []
    rows = found.answers.filter(item=asked.key, group__isnull=False)
    rows = rows.select_related("key", "group__key").order_by("group__number")
    return [{"group": row.group, "lines": list(_lines(row.data))} for row in rows]


def _lines(data: dict) -> Iterator[tuple[str, str]]:
    form = AnswerForm()
    for name, field in form.fields.items():
        if value := data.get(name):
            yield field.label, _label(value) if name == "status" else value


def _label(status: str) -> str:
    said = Status(status).label if status in Status.values else _("Not answered yet")
    return str(capfirst(said))

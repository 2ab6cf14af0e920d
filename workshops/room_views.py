"""Pages of a room: its agenda, its assessments, and the answers of the group or of all."""

from collections.abc import Iterator

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from . import answers, saving
from .answers import IN_ORDER, Sheet, status_label
from .entry.seats import Seat, in_room
from .forms import AnswerForm, SheetForm, field_of
from .items import Item
from .lines import Line
from .models import Assessment, Group
from .sheets import assessment_of, find, items_for, of_chapter, sheets_for


@require_safe
@in_room
def room(request: HttpRequest, seat: Seat) -> HttpResponse:
    assessments = seat.room.assessments.select_related("text", "key")
    return render(request, "workshops/room.html", {"seat": seat, "assessments": assessments})


@require_safe
@in_room
def assessment(request: HttpRequest, seat: Seat, assessment_id: int) -> HttpResponse:
    """How far the answers are, by chapter; for who leads also where groups differ."""
    found = assessment_of(seat, assessment_id)
    own, _groups, said = sheets_for(seat, found)
    context = {
        "seat": seat,
        "assessment": found,
        "chapters": answers.by_chapter(items_for(seat, found), own, said),
        "statuses": [status_label(status) for status in IN_ORDER],
    }
    return render(request, "workshops/assessment.html", context)


@in_room
def chapter(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, chapter: int
) -> HttpResponse:
    """The form of one chapter, all of it on one page: it goes on without a connection."""
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    listed = of_chapter(seat, found, chapter)
    if request.method != "POST":
        return _chapter(request, seat, found, listed)
    with transaction.atomic():
        save = saving.SheetSave(found, group, listed, request.POST)
        is_done = save.write()
    if is_done:
        return redirect("workshop_assessment", seat.room.uid, found.pk)
    return _chapter(request, seat, found, listed, save)


def _chapter(request, seat, found, listed, save=None) -> HttpResponse:
    own, groups, said = sheets_for(seat, found)
    form = save.form if save else SheetForm(listed, own)
    context = {
        "seat": seat,
        "assessment": found,
        "chapter": listed[0].chapter,
        "form": form,
        "save": save,
        "base": save.base if save else saving.base_of(form),
        "rows": [_row(item, form, save, groups, said) for item in listed],
    }
    return render(request, "workshops/chapter.html", context)


def _row(item: Item, form: SheetForm, save, groups: list[Group], said: list[Sheet]) -> dict:
    fields = {name: form[field_of(item.key, name)] for name in AnswerForm.base_fields}
    status = fields.pop("status")
    conflicts = save.conflicts if save else {}
    lines = [list(_lines(sheet.get(item.key, {}) | {"status": ""})) for sheet in said]
    return {
        "item": item,
        "status": status,
        "fields": list(fields.values()),
        "is_open": any(field.errors or field.name in conflicts for field in fields.values()),
        "said": [
            {"group": group, "status": status_label(answers.status_of(sheet, item)), "lines": words}
            for group, sheet, words in zip(groups, said, lines, strict=True)
        ],
        "has_words": any(lines),
        "differ": answers.differ(said, item),
    }


@in_room
def item(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, item: str
) -> HttpResponse:
    """The form of one item; "Save and continue" leads to the next one of the chapter."""
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    listed = items_for(seat, found)
    asked = find(listed, item)
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
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    with transaction.atomic():
        save = saving.AnswerSave(found, group, find(items_for(seat, found), item), request.POST)
        save.write()
    return _saved(request, save)


@require_POST
@in_room
def autosave_chapter(
    request: HttpRequest, seat: Seat, assessment_id: int, sheet: str, chapter: int
) -> HttpResponse:
    group, found = seat.group_of_sheet(sheet), assessment_of(seat, assessment_id)
    with transaction.atomic():
        listed = of_chapter(seat, found, chapter)
        save = saving.SheetSave(found, group, listed, request.POST)
        save.write()
    return _saved(request, save)


def _saved(request, save) -> HttpResponse:
    context = {"theirs": save.hand_over(), "form": save.form, "save": save}
    context |= {"is_own": True, "now": timezone.now()}
    return render(request, "workshops/includes/saved.html", context)


def _said_by_groups(seat: Seat, found: Assessment, asked: Item) -> list[dict]:
    """What each group that answered says of an item, as it is read."""
    if not seat.leads:
        return []
    rows = found.answers.filter(item=asked.key, group__isnull=False)
    rows = rows.select_related("key", "group__key").order_by("group__number")
    return [{"group": row.group, "lines": list(_lines(row.data))} for row in rows]


def _lines(data: dict) -> Iterator[Line]:
    for name, field in AnswerForm.base_fields.items():
        if value := data.get(name):
            yield Line(field.label, _said(name, value))


def _said(name: str, value: str | bool) -> str:
    if name == "status":
        return status_label(str(value))
    return _("Yes") if value is True else str(value)

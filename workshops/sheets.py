"""What a seat finds in an assessment: items, the own sheet, and for who leads those of groups."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from . import answers, items
from .answers import Sheet
from .entry.seats import Seat
from .items import Item
from .models import Assessment, Group


def assessment_of(seat: Seat, pk: int) -> Assessment:
    found = get_object_or_404(seat.room.assessments.select_related("text", "key"), pk=pk)
    found.check_seal()
    found.room = seat.room
    return found


def items_for(seat: Seat, found: Assessment) -> list[Item]:
    """Those that the person answers."""
    if not seat.has_sheet:
        raise Http404
    listed = items.items_of(found)
    return items.of_chapters(listed, seat.group.chapters.all()) if seat.group else listed


def of_chapter(seat: Seat, found: Assessment, number: int) -> list[Item]:
    listed = [item for item in items_for(seat, found) if item.chapter.number == number]
    if not listed:
        raise Http404
    return listed


def find(listed: list[Item], key: str) -> Item:
    for item in listed:
        if item.key == key:
            return item
    raise Http404


def sheets_for(seat: Seat, found: Assessment) -> tuple[Sheet, list[Group], list[Sheet]]:
    """The own sheet; for who leads also the groups, and their sheets in the same order."""
    if not seat.leads:
        return answers.sheet_of(found, seat.group), [], []
    sheets = answers.sheets_of(found)
    groups = list(seat.room.groups.select_related("key"))
    return sheets[None], groups, [sheets.get(group.pk, {}) for group in groups]

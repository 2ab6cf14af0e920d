"""The results as parts of a document (packs.document), from which Word and Excel are written."""

import unicodedata
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from packs.document import Block, Cell, Run, cell, heading, named, paragraph, run, table, text
from workshops.answers import IN_ORDER, status_label
from workshops.items import Item
from workshops.models import Assessment

from .comparison import Comparison, Move
from .reading import Line, Results
from .words import OF_ASSISTANCE, OF_COMPARISON, OF_PLAN, OF_PRIORITIES, PRIVATE

STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def document(
    found: Assessment, group: str, results: Results, compared: Comparison | None
) -> dict[str, object]:
    """In the language of the interface; `group` is empty for what was agreed in the room."""
    now = timezone.now()
    when = _("%s UTC") % date_format(now, "DATETIME_FORMAT")
    return {
        "title": f"{_('Results')} – {found.data['title']}",
        "language": get_language(),
        "direction": _direction(),
        "moment": now.isoformat(),
        "footer": f"{PRIVATE} – {when}",
        "blocks": list(_blocks(found, group, results, compared)),
    }


def _direction() -> str:
    return "rtl" if get_language_bidi() else "ltr"


def _blocks(
    found: Assessment, group: str, results: Results, compared: Comparison | None
) -> Iterator[Block]:
    yield heading(1, run(_("Results")), run(" – "), typed(found.data["title"]))
    yield text(PRIVATE)
    yield named(_("Member State"), run(found.owner.name))
    yield named(capfirst(_("text")), run(found.text.label))
    yield named(_("Begun on"), run(date_format(found.begun_on, "DATE_FORMAT")))
    yield named(_("Whose answers"), typed(group) if group else run(_("What is agreed in the room")))
    yield from _overview(results)
    yield from _priorities(results.priorities)
    yield from _assistance(results.assistance)
    yield from _plan(results.plan)
    if compared:
        yield from _comparison(compared)


def _overview(results: Results) -> Iterator[Block]:
    yield heading(2, run(_("By chapter")))
    rows = [
        [_chapter(row.chapter), *map(_number, [len(row.items), row.answered, *row.by_status])]
        for row in results.chapters
    ]
    whole = [results.total, results.answered, *results.by_status]
    rows.append([[[run(_("All chapters"), strong=True)]], *map(_number, whole)])
    columns = [_("Chapter"), _("Items"), _("Items answered"), *map(status_label, IN_ORDER)]
    yield table(_("Overview by chapter"), columns, (7, 2, 2, *[2] * len(IN_ORDER)), rows)


def _priorities(lines: list[Line]) -> Iterator[Block]:
    yield heading(2, run(_("Priorities")))
    yield text(OF_PRIORITIES)
    columns = (_("Item"), _("What has been done"), _("Marked as a priority"), _("Lead authority"))
    rows = [
        [
            _item(line.item),
            cell(line.status_label),
            cell(_("Yes") if line.is_priority else ""),
            _typed_cell(line, "lead"),
        ]
        for line in lines
    ]
    yield from _table_or_note(_("Priorities"), columns, (8, 3, 2, 4), rows)


def _assistance(lines: list[Line]) -> Iterator[Block]:
    yield heading(2, run(_("Assistance wanted")))
    yield text(OF_ASSISTANCE)
    columns = (_("Item"), _("Technical assistance wanted"), _("From whom"))
    rows = [
        [_item(line.item), *(_typed_cell(line, name) for name in ("assistance", "assistance_from"))]
        for line in lines
    ]
    yield from _table_or_note(_("Assistance wanted"), columns, (6, 7, 4), rows)


def _plan(lines: list[Line]) -> Iterator[Block]:
    yield heading(2, run(_("Plan of action")))
    yield text(OF_PLAN)
    columns = (_("Date"), _("Next step"), _("Who takes the next step"), _("Item"))
    rows = [
        [_day(line), _typed_cell(line, "next_step"), _typed_cell(line, "owner"), _item(line.item)]
        for line in lines
    ]
    yield from _table_or_note(_("Plan of action"), columns, (3, 6, 4, 5), rows)


def _comparison(compared: Comparison) -> Iterator[Block]:
    earlier = compared.earlier
    yield heading(2, run(_("Compared with the last assessment")))
    day = date_format(earlier.begun_on, "DATE_FORMAT")
    yield paragraph(typed(earlier.data["title"]), run(f" – {day}"))
    yield text(OF_COMPARISON)
    columns = [_("Chapter"), *(move.label for move in Move)]
    rows = [[_chapter(row.chapter), *map(_number, row.by_move)] for row in compared.chapters]
    widths = (7, *[2] * len(Move))
    yield from _table_or_note(_("What has moved, by chapter"), columns, widths, rows)
    listed = [
        [_item(each.item), cell(each.move.label), cell(each.before_label), cell(each.now_label)]
        for each in compared.changed
    ]
    columns = [_("Item"), _("Difference"), _("Last time"), _("This time")]
    yield from _table_or_note(_("What has moved, by item"), columns, (8, 4, 3, 3), listed)


def _table_or_note(caption: str, columns, widths, rows: Iterable[list[Cell]]) -> Iterator[Block]:
    if found := list(rows):
        yield table(caption, columns, widths, found)
    else:
        yield text(_("Nothing is recorded here yet."))


def _chapter(chapter) -> Cell:
    return [[run(f"{chapter.number}. "), run(chapter.label)]]


def _item(item: Item) -> Cell:
    return [[run(f"{item.chapter.number}. "), run(item.label)]]


def _number(count: int) -> Cell:
    return [[run(count) | {"value": count}]]


def _day(line: Line) -> Cell:
    if line.day is None:
        return cell(_("No date"))
    return [[run(date_format(line.day, "DATE_FORMAT")) | {"value": line.day}]]


def _typed_cell(line: Line, name: str) -> Cell:
    return [[typed(part)] for part in line.said[name].splitlines() if part]


def typed(words: str) -> Run:
    """What people wrote, in a language that nobody named: its first letter tells its direction."""
    kinds = map(unicodedata.bidirectional, words)
    direction = next((STRONG[kind] for kind in kinds if kind in STRONG), _direction())
    return run(words) | ({} if direction == _direction() else {"dir": direction})

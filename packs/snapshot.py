"""What is public on a subject at one moment, as the content of a session pack."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from commission.models import MeetingPage, RecordPage, Segment
from commission.proceedings import Proceedings
from common.in_language import InLanguage, interface_code
from common.lists import listed
from opendata.licence import rights
from search.told import Told

from . import entries, spread
from .about import Subject
from .document import Block, Cell, address, cell, heading, named, paragraph, run, table, text
from .entries import Filled


def take(subject: Subject, language: str, moment: datetime) -> dict[str, Any]:
    """Only public pages are read; `moment` is now, as it is written on the document."""
    with override(interface_code(language)):
        told = Told(subject.pages, {})
        parts = entries.filled(told)
        title = f"{_('Session pack')} – {subject.title}"
        when = _("%s UTC") % date_format(moment, "DATETIME_FORMAT")
        return {
            "entries": [_entry(page) for part in parts for page in part.pages],
            "document": {
                "title": title,
                "language": interface_code(language),
                "direction": "rtl" if get_language_bidi() else "ltr",
                "moment": moment.isoformat(),
                "footer": f"{_('Good Practice Portal')} – {when}",
                "blocks": list(_blocks(subject, told, parts, when)),
            },
        }


def _entry(page) -> dict[str, Any]:
    return {"id": page.pk, "title": page.title, "language": page.language}


def _blocks(subject: Subject, told: Told, parts: list[Filled], when: str) -> Iterable[Block]:
    yield heading(1, run(_("Session pack")), run(" – "), run(subject.title))
    yield text(
        _(
            "This is what was public on the Good Practice Portal on %s. What has been published, "
            "changed or withdrawn since is not in it."
        )
        % when
    )
    yield named(_("On the portal"), address(subject.address))
    if subject.meeting:
        yield from _meeting(subject.meeting, subject)
    yield from spread.at_a_glance(parts)
    for part in parts:
        yield from entries.blocks(part, subject.address)
    yield from spread.gaps(told, parts)
    yield from spread.regions(told)
    yield from spread.by_state(told)
    yield from _sources(parts)


def _meeting(meeting: MeetingPage, subject: Subject) -> Iterable[Block]:
    yield heading(2, run(_("The meeting")))
    body = meeting.body if meeting.body and meeting.body.verified else None
    facts = {_("Body"): body and body.label, _("Date"): meeting.when, _("Place"): meeting.where}
    yield from (named(label, run(fact)) for label, fact in facts.items() if fact)
    themes = listed(term.label for term in subject.themes)
    yield named(_("Themes"), run(themes or _("none is named in the programme")))
    rows = [_segment(segment) for segment in Proceedings(meeting).programme]
    if rows:
        columns = (_("Segment"), _("Themes"), _("Day"))
        yield table(_("Programme"), columns, (5, 5, 3), rows)


def _segment(segment: Segment) -> list[Cell]:
    """One without a title is named by its themes."""
    terms = (*segment.challenges.all(), *segment.chapters.all())
    themes = cell(*(term.label for term in terms))
    day = cell(segment.day and date_format(segment.day, "DATE_FORMAT"))
    return [cell(segment.title), themes, day] if segment.title else [themes or cell("–"), [], day]


def _sources(parts: Iterable[Filled]) -> Iterable[Block]:
    """What entries of the record were taken from, each once; each has its own address above."""
    yield heading(2, run(_("Sources")))
    yield text(
        _("Beside each entry stands its lasting address, where the whole text and its files are.")
    )
    pages = (page for part in parts for page in part.pages if isinstance(page, RecordPage))
    cited = sorted({(page.source, page.source_url) for page in pages if page.source})
    if cited:
        rows = [[cell(name), [[address(url)]] if url else []] for name, url in cited]
        yield table(_("Sources of the record"), (_("Source"), _("Address")), (6, 6), rows)
    yield paragraph(run(InLanguage(rights(), "en")))

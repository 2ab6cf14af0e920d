"""Contributions as references: RIS, BibTeX and CSL-JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from common.text import clean_line
from opendata.addresses import identifier
from opendata.reading import contributions

from .latex import escaped, keyword

PUBLISHER = "Good Practice Portal, Commission on Narcotic Drugs, United Nations"


class Form(NamedTuple):
    """A form of one reference; the many of a search are these one after the other."""

    write: Callable
    media_type: str


def ris(page) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _ris(page) if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _ris(page) -> Iterator[tuple[str, object]]:
    yield "TY", "GOVDOC"
    yield "ID", f"gpp-{page.pk}"
    yield "TI", line(page.title)
    yield "AU", author(page)
    yield "PY", _year(page)
    yield "DA", f"{published_on(page):%Y/%m/%d}/" if published_on(page) else ""
    yield "PB", PUBLISHER
    yield "LA", page.language
    yield "AB", line(page.summary)
    yield from (("KW", word) for word in keywords(page))
    yield "N1", _note(page)
    yield "UR", identifier(page.pk)


def bibtex(page) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in _bibtex(page) if value]
    return f"@misc{{gpp-{page.pk},\n" + ",\n".join(lines) + "\n}\n\n"


def _bibtex(page) -> Iterator[tuple[str, object]]:
    # The inner braces keep a State's name whole and the capitals of a title as they are.
    yield "author", f"{{{escaped(author(page))}}}"
    yield "title", f"{{{escaped(line(page.title))}}}"
    yield "year", _year(page)
    yield "publisher", escaped(PUBLISHER)
    yield "language", page.language
    yield "abstract", escaped(line(page.summary))
    yield "keywords", ", ".join(keyword(word) for word in keywords(page))
    yield "note", escaped(_note(page))
    yield "url", identifier(page.pk)


def csl(page) -> str:
    return json.dumps([_without_empty(_csl(page))], ensure_ascii=False, indent=1)


def _csl(page) -> dict:
    day = published_on(page)
    return {
        "id": f"gpp-{page.pk}",
        "type": "report",
        "title": line(page.title),
        "author": [{"literal": author(page)}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "publisher": PUBLISHER,
        "language": page.language,
        "abstract": line(page.summary),
        "keyword": ", ".join(keywords(page)),
        "note": _note(page),
        "URL": identifier(page.pk),
    }


def _without_empty(fields: dict) -> dict:
    return {name: value for name, value in fields.items() if value}


FORMS = {
    "ris": Form(ris, "application/x-research-info-systems"),
    "bib": Form(bibtex, "application/x-bibtex"),
    "json": Form(csl, "application/vnd.citationstyles.csl+json"),
}


def ris_parts(ids: Iterable[int]) -> Iterator[str]:
    return (ris(page) for page in contributions(ids))


def bibtex_parts(ids: Iterable[int]) -> Iterator[str]:
    return (bibtex(page) for page in contributions(ids))


def author(page) -> str:
    return page.state.name if page.state else _("International and regional")


def published_on(page) -> date | None:
    """The day in the portal's time zone, as its page shows it."""
    moment = page.first_published_at
    return timezone.localtime(moment).date() if moment else None


def _year(page) -> object:
    return published_on(page).year if published_on(page) else ""


def keywords(page) -> list[str]:
    return [line(term.label) for term in (*page.chapters.all(), *page.challenges.all())]


def _note(page) -> str:
    if not page.is_sample:
        return ""
    return _("Sample content written for demonstration; it does not describe an actual programme.")


def line(text: str) -> str:
    """One line: a line break in a text would begin a new field."""
    return " ".join(clean_line(text).split())

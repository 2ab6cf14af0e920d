"""Contributions as references: RIS, BibTeX and CSL-JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.text import clean_line
from opendata.addresses import identifier
from opendata.kinds import form_of
from opendata.reading import contributions
from taxonomy.languages import of_interface
from translations.models import Translation, citable, public_translations

from .latex import escaped, keyword

PUBLISHER = "Good Practice Portal, Commission on Narcotic Drugs, United Nations"


class FileFormat(NamedTuple):
    """A format of one reference; the many of a search are these one after the other."""

    write: Callable
    media_type: str


def ris(page) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _ris(page) if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _ris(page) -> Iterator[tuple[str, object]]:
    yield "TY", form_of(page).ris
    yield "ID", f"gpp-{page.pk}"
    yield "TI", line(page.title)
    translation = _in_active_language(page)
    yield "TT", line(translation.title) if translation else ""
    yield "AU", author(page)
    yield "T2", line(page.occasion)
    yield "SN", _symbol(page)
    yield "PY", _year(page)
    yield "DA", _ris_date(page)
    yield "PB", PUBLISHER
    yield "LA", page.language
    yield "AB", line(page.summary)
    yield from (("KW", word) for word in keywords(page))
    yield "N1", _note(page)
    yield "N1", f"{line(translation.title)}: {translation.kind}" if translation else ""
    yield "UR", identifier(page.pk)


def bibtex(page) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in _bibtex(page) if value]
    return f"@{form_of(page).bibtex}{{gpp-{page.pk},\n" + ",\n".join(lines) + "\n}\n\n"


def _bibtex(page) -> Iterator[tuple[str, object]]:
    # The inner braces keep a State's name whole and the capitals of a title as they are.
    yield "author", f"{{{escaped(author(page))}}}"
    yield "title", f"{{{escaped(line(page.title))}}}"
    yield "year", _year(page)
    yield "howpublished", escaped(line(page.occasion))
    yield "number", escaped(_symbol(page))
    # A report has an institution in the place of a publisher.
    yield "institution" if form_of(page).bibtex == "techreport" else "publisher", escaped(PUBLISHER)
    yield "language", page.language
    yield "abstract", escaped(line(page.summary))
    yield "keywords", ", ".join(keyword(word) for word in keywords(page))
    yield "note", escaped(_note(page))
    yield "url", identifier(page.pk)


def csl(page) -> str:
    return json.dumps([_without_empty(_csl(page))], ensure_ascii=False, indent=1)


def _csl(page) -> dict:
    return {
        "id": f"gpp-{page.pk}",
        "type": form_of(page).csl,
        "title": line(page.title),
        "author": [{"literal": author(page)}],
        "issued": {"date-parts": [[int(part) for part in parts]]}
        if (parts := _date(page))
        else None,
        "event-title": line(page.occasion),
        "number": _symbol(page),
        "publisher": PUBLISHER,
        "language": page.language,
        "abstract": line(page.summary),
        "keyword": ", ".join(keywords(page)),
        "note": _note(page),
        "URL": identifier(page.pk),
    }


def _without_empty(fields: dict) -> dict:
    return {name: value for name, value in fields.items() if value}


FILE_FORMATS = {
    "ris": FileFormat(ris, "application/x-research-info-systems"),
    "bib": FileFormat(bibtex, "application/x-bibtex"),
    "json": FileFormat(csl, "application/vnd.citationstyles.csl+json"),
}


def ris_parts(ids: Iterable[int], columns: object = ()) -> Iterator[str]:
    return (ris(page) for page in contributions(ids))


def bibtex_parts(ids: Iterable[int], columns: object = ()) -> Iterator[str]:
    return (bibtex(page) for page in contributions(ids))


def _in_active_language(page) -> Translation | None:
    """RIS alone has a field for the title of a translation, beside the original's."""
    language = of_interface(get_language())
    found = citable(public_translations(page))
    return next((each for each in found if each.language == language), None)


def author(page) -> str:
    return str(page.whose)


def _date(page) -> list[str]:
    """Year, month and day, as far as they are known."""
    return page.cited_date.split("-") if page.cited_date else []


def _csl_date(page) -> dict:
    parts = [int(part) for part in _date(page)]
    return {"date-parts": [parts]} if parts else {}


def _ris_date(page) -> str:
    """YYYY/MM/DD/, where what is not known is left empty."""
    parts = _date(page)
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts else ""


def _year(page) -> str:
    return page.cited_date[:4]


def _symbol(page) -> str:
    return getattr(page, "printed_symbol", "")


def keywords(page) -> list[str]:
    return [line(term.label) for term in (*page.chapters.all(), *page.challenges.all())]


def _note(page) -> str:
    if not page.is_sample:
        return ""
    return _("Sample content written for demonstration; it does not describe an actual programme.")


def line(text: str) -> str:
    """One line: a line break in a text would begin a new field."""
    return " ".join(clean_line(text).split())

"""Contributions as references for RIS and BibTeX programs."""

from django.utils.translation import gettext as _

from common.text import clean_line
from opendata.addresses import identifier
from opendata.reading import contributions

PUBLISHER = "Good Practice Portal, Commission on Narcotic Drugs, United Nations"
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def ris_parts(ids):
    for page in contributions(ids):
        lines = [f"{tag}  - {value}" for tag, value in _ris(page) if value]
        yield "\r\n".join([*lines, "ER  - ", "", ""])


def _ris(page):
    yield "TY", "GOVDOC"
    yield "ID", f"gpp-{page.pk}"
    yield "TI", _line(page.title)
    yield "AU", author(page)
    yield "PY", _year(page)
    yield "PB", PUBLISHER
    yield "LA", page.language
    yield "AB", _line(page.summary)
    yield from (("KW", _line(term)) for term in _keywords(page))
    yield "UR", identifier(page.pk)


def bibtex_parts(ids):
    for page in contributions(ids):
        lines = [f"  {name} = {{{value}}}" for name, value in _bibtex(page) if value]
        yield f"@misc{{gpp-{page.pk},\n" + ",\n".join(lines) + "\n}\n\n"


def _bibtex(page):
    # The inner braces keep a State's name whole and the capitals of a title as they are.
    yield "author", f"{{{_escaped(author(page))}}}"
    yield "title", f"{{{_escaped(page.title)}}}"
    yield "year", _year(page)
    yield "publisher", PUBLISHER
    yield "language", page.language
    yield "abstract", _escaped(page.summary)
    yield "keywords", _escaped(", ".join(_keywords(page)))
    yield "url", identifier(page.pk)


def author(page):
    return page.state.name if page.state else _("International and regional")


def _year(page):
    return page.first_published_at.year if page.first_published_at else ""


def _keywords(page):
    return [term.label for term in (*page.chapters.all(), *page.challenges.all())]


def _escaped(text):
    return "".join(SPECIAL.get(char, char) for char in _line(text))


def _line(text):
    """One line: a line break in a text would begin a new field."""
    return " ".join(clean_line(text).split())

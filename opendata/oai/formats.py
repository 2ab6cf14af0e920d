"""The metadata formats of OAI-PMH: Dublin Core, which all harvesters read, and MODS."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from opendata.addresses import identifier, public_url
from opendata.exports.references import PUBLISHER, author
from opendata.kinds import form_of
from opendata.licence import rights
from translations.models import citable, public_translations

from .xml import add

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_XSD = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DC = "http://purl.org/dc/elements/1.1/"
MODS = "http://www.loc.gov/mods/v3"
MODS_XSD = "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"
# ISO 639-2/B, which MODS and library catalogues use.
LANGUAGES = {"ar": "ara", "zh": "chi", "en": "eng", "fr": "fre", "ru": "rus", "es": "spa"}


class Format(NamedTuple):
    schema: str
    namespace: str
    write: Callable


def write_dublin_core(parent: Element, page) -> None:
    names = {
        "xmlns:oai_dc": OAI_DC,
        "xmlns:dc": DC,
        "xsi:schemaLocation": f"{OAI_DC} {OAI_DC_XSD}",
    }
    element = add(parent, "oai_dc:dc", **names)
    for name, value, language in _dublin_core(page):
        if value:
            add(element, f"dc:{name}", value, **_lang(language))


def _lang(code: str) -> dict[str, str]:
    return {"xml:lang": code} if code else {}


def _dublin_core(page) -> Iterator[tuple]:
    """(element, text, language of the text)"""
    yield "title", page.title, page.language
    for each in citable(public_translations(page)):
        yield "title", each.title, each.language
    yield "creator", author(page), "en"
    for term in (*page.chapters.all(), *page.challenges.all()):
        yield "subject", term.label, "en"
    yield "description", page.summary, page.language
    yield "publisher", PUBLISHER, "en"
    yield "date", page.cited_date, ""
    yield "type", form_of(page).dcmi, ""
    yield "identifier", identifier(page.pk), ""
    yield "identifier", public_url(page), ""
    yield "language", page.language, ""
    for each in citable(public_translations(page)):
        yield "language", each.language, ""
    yield "relation", _meeting(page), ""
    yield "coverage", page.state and page.state.name_en, "en"
    yield "rights", rights(), ""


def _meeting(page) -> str:
    """The identifier of the meeting that a part of the record belongs to."""
    meeting = getattr(page, "public_meeting", None)
    return identifier(meeting.pk) if meeting else ""


def write_mods(parent: Element, page) -> None:
    names = {"xmlns": MODS, "version": "3.7", "xsi:schemaLocation": f"{MODS} {MODS_XSD}"}
    mods = add(parent, "mods", **names)
    add(add(mods, "titleInfo", **_lang(page.language)), "title", page.title)
    for each in citable(public_translations(page)):
        translated = add(mods, "titleInfo", type="translated", **_lang(each.language))
        add(translated, "title", each.title)
    _add_author(mods, page)
    add(mods, "typeOfResource", form_of(page).mods)
    add(mods, "genre", form_of(page).genre, authority="marcgt")
    _add_origin(mods, page)
    language = add(mods, "language")
    add(language, "languageTerm", LANGUAGES[page.language], type="code", authority="iso639-2b")
    if page.summary:
        add(mods, "abstract", page.summary, **_lang(page.language))
    for term in (*page.chapters.all(), *page.challenges.all()):
        add(add(mods, "subject", **_lang("en")), "topic", term.label)
    if page.state:
        add(add(mods, "subject", **_lang("en")), "geographic", page.state.name_en)
    if meeting := _meeting(page):
        host = add(mods, "relatedItem", type="host")
        add(add(host, "titleInfo"), "title", page.occasion)
        add(host, "identifier", meeting, type="uri")
    add(mods, "identifier", identifier(page.pk), type="uri")
    add(add(mods, "location"), "url", public_url(page), usage="primary display")
    add(mods, "accessCondition", rights(), type="use and reproduction")


def _add_author(mods: Element, page) -> None:
    """The State as a corporate name: no harvester takes it for a person's."""
    name = add(mods, "name", type="corporate")
    add(name, "namePart", author(page))
    role = add(name, "role")
    add(role, "roleTerm", "author", type="text", authority="marcrelator")


def _add_origin(mods: Element, page) -> None:
    origin = add(mods, "originInfo")
    add(origin, "publisher", PUBLISHER)
    if page.cited_date:
        add(origin, "dateIssued", page.cited_date, encoding="w3cdtf", keyDate="yes")


FORMATS = {
    "oai_dc": Format(OAI_DC_XSD, OAI_DC, write_dublin_core),
    "mods": Format(MODS_XSD, MODS, write_mods),
}

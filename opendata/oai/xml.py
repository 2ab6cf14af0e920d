"""Writes the XML of the protocol."""

from xml.etree import ElementTree

from django.conf import settings

from common.text import xml_safe
from opendata.addresses import identifier, public_url
from opendata.exports.references import PUBLISHER, author

from .records import oai_identifier

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"


def root():
    return ElementTree.Element(
        "OAI-PMH",
        {
            "xmlns": OAI,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
        },
    )


def add(parent, name, text=None, **attributes):
    element = ElementTree.SubElement(parent, name, attributes)
    if text is not None:
        element.text = xml_safe(str(text))
    return element


def seconds(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def header(parent, record, page):
    gone = {} if page else {"status": "deleted"}
    element = add(parent, "header", **gone)
    add(element, "identifier", oai_identifier(record.page_id))
    add(element, "datestamp", seconds(record.changed_at))
    add(element, "setSpec", record.kind)


def record(parent, entry, page):
    element = add(parent, "record")
    header(element, entry, page)
    if page:
        _dublin_core(add(element, "metadata"), page)


def _dublin_core(parent, page):
    element = add(
        parent,
        "oai_dc:dc",
        **{
            "xmlns:oai_dc": OAI_DC,
            "xmlns:dc": DC,
            "xsi:schemaLocation": f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        },
    )
    for name, value in _elements(page):
        if value:
            add(element, f"dc:{name}", value)


def _elements(page):
    yield "title", page.title
    yield "creator", author(page)
    yield from (("subject", term.label) for term in page.chapters.all())
    yield from (("subject", term.label) for term in page.challenges.all())
    yield "description", page.summary
    yield "publisher", PUBLISHER
    yield "date", page.first_published_at and page.first_published_at.date().isoformat()
    yield "type", "Text"
    yield "identifier", identifier(page.pk)
    yield "identifier", public_url(page)
    yield "language", page.language
    yield "coverage", page.state.name_en if page.state else None
    yield "rights", settings.OPEN_DATA_LICENCE_URL or settings.OPEN_DATA_LICENCE_NAME


def to_bytes(element):
    return ElementTree.tostring(element, encoding="UTF-8", xml_declaration=True)

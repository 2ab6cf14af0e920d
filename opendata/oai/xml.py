"""Writes the XML of the protocol."""

from typing import Any
from xml.etree import ElementTree

from common.text import xml_safe
from opendata.kinds import KINDS

from .records import oai_identifier, repository_identifier

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"


def root() -> Any:
    return ElementTree.Element(
        "OAI-PMH",
        {
            "xmlns": OAI,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
        },
    )


def add(parent, name, text=None, **attributes) -> Any:
    element = ElementTree.SubElement(parent, name, attributes)
    if text is not None:
        element.text = xml_safe(str(text))
    return element


def seconds(moment) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def header(parent, record, page) -> None:
    gone = {} if page else {"status": "deleted"}
    element = add(parent, "header", **gone)
    add(element, "identifier", oai_identifier(record.page_id))
    add(element, "datestamp", seconds(record.changed_at))
    add(element, "setSpec", KINDS[record.kind].set_spec)


def describe_identifiers(parent) -> None:
    """How identifiers are made, in the form of the protocol's guidelines (oai-identifier)."""
    element = add(
        parent,
        "oai-identifier",
        **{
            "xmlns": OAI_IDENTIFIER,
            "xsi:schemaLocation": f"{OAI_IDENTIFIER} {OAI_IDENTIFIER}.xsd",
        },
    )
    add(element, "scheme", "oai")
    add(element, "repositoryIdentifier", repository_identifier())
    add(element, "delimiter", ":")
    add(element, "sampleIdentifier", oai_identifier(1))


def to_bytes(element) -> bytes:
    return ElementTree.tostring(element, encoding="UTF-8", xml_declaration=True)

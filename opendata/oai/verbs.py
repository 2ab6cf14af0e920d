"""The six questions a harvester may ask; each fills its element of the answer."""

from django.conf import settings
from django.utils import timezone

from . import arguments, records, xml
from .errors import OaiError


def identify(parent, given, address):
    for name, text in {
        "repositoryName": "Good Practice Portal",
        "baseURL": address,
        "protocolVersion": "2.0",
        "adminEmail": settings.DEFAULT_FROM_EMAIL,
        "earliestDatestamp": xml.seconds(records.earliest() or timezone.now()),
        "deletedRecord": "transient",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }.items():
        xml.add(parent, name, text)


def list_metadata_formats(parent, given, address):
    if "identifier" in given:
        records.one(given["identifier"])
    element = xml.add(parent, "metadataFormat")
    xml.add(element, "metadataPrefix", arguments.PREFIX)
    xml.add(element, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    xml.add(element, "metadataNamespace", xml.OAI_DC)


def list_sets(parent, given, address):
    if "resumptionToken" in given:
        raise OaiError("badResumptionToken", "The sets fit into one answer.")
    for key, name in arguments.SETS.items():
        element = xml.add(parent, "set")
        xml.add(element, "setSpec", key)
        xml.add(element, "setName", name)


def list_identifiers(parent, given, address):
    _list(parent, given, xml.header)


def list_records(parent, given, address):
    _list(parent, given, xml.record)


def _list(parent, given, write):
    chosen = arguments.selection(given)
    found, pages, total, rest = records.batch_of(chosen)
    for record in found:
        write(parent, record, pages.get(record.page_id))
    if rest or chosen.after:
        place = {"completeListSize": str(total), "cursor": str(chosen.delivered)}
        # The last part of a list ends with an empty token.
        xml.add(parent, "resumptionToken", arguments.token(rest) if rest else None, **place)


def get_record(parent, given, address):
    record = records.one(given["identifier"])
    xml.record(parent, record, records.public_pages([record]).get(record.page_id))


ANSWERS = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
    "GetRecord": get_record,
}

"""The six questions a harvester may ask; each fills its element of the answer."""

from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from . import arguments, formats, records, xml
from .errors import OaiError


def identify(parent, given, address) -> None:
    for name, text in {
        "repositoryName": "Good Practice Portal",
        "baseURL": address,
        "protocolVersion": "2.0",
        "adminEmail": _admin_email(),
        "earliestDatestamp": xml.seconds(records.earliest() or timezone.now()),
        "deletedRecord": "transient",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }.items():
        xml.add(parent, name, text)
    xml.describe_identifiers(xml.add(parent, "description"))


def _admin_email() -> str:
    """The bare address; the schema wants a dot in its host, which a laptop's has not."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    mailbox, _at, host = address.rpartition("@")
    return address if "." in host else f"{mailbox}@{records.repository_identifier()}"


def list_metadata_formats(parent, given, address) -> None:
    if "identifier" in given:
        records.one(given["identifier"])
    for prefix, each in formats.FORMATS.items():
        element = xml.add(parent, "metadataFormat")
        xml.add(element, "metadataPrefix", prefix)
        xml.add(element, "schema", each.schema)
        xml.add(element, "metadataNamespace", each.namespace)


def list_sets(parent, given, address) -> None:
    if "resumptionToken" in given:
        raise OaiError("badResumptionToken", "The sets fit into one answer.")
    for key, (name, _kinds) in arguments.SETS.items():
        element = xml.add(parent, "set")
        xml.add(element, "setSpec", key)
        xml.add(element, "setName", name)


def list_identifiers(parent, given, address) -> None:
    _list(parent, given, _write_header)


def list_records(parent, given, address) -> None:
    _list(parent, given, _write_record)


def _list(parent, given, write) -> None:
    chosen = arguments.selection(given)
    found, pages, total, rest = records.batch_of(chosen)
    for record in found:
        write(parent, record, pages.get(record.page_id), chosen.prefix)
    if rest or chosen.after:
        place = {"completeListSize": str(total), "cursor": str(chosen.delivered)}
        # The last part of a list ends with an empty token.
        xml.add(parent, "resumptionToken", arguments.token(rest) if rest else None, **place)


def get_record(parent, given, address) -> None:
    record = records.one(given["identifier"])
    page = records.public_pages([record]).get(record.page_id)
    _write_record(parent, record, page, given["metadataPrefix"])


def _write_header(parent, record, page, prefix) -> None:
    xml.header(parent, record, page)


def _write_record(parent, record, page, prefix) -> None:
    element = xml.add(parent, "record")
    xml.header(element, record, page)
    if page:
        formats.FORMATS[prefix].write(xml.add(element, "metadata"), page)


ANSWERS = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
    "GetRecord": get_record,
}

"""The data set and its files in the words of DCAT-AP 3.0.1, for catalogues of open data."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common.http import absolute_url
from search.query import RECORD, TYPE

from . import dump_files

AUTHORITY = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
LANGUAGES = ("ARA", "ZHO", "ENG", "FRA", "RUS", "SPA")
# Where the Publications Office names a file type otherwise than by the ending of the file.
FILE_TYPES = {"jsonld": "JSON_LD", "jsonl": "JSON", "SHA256SUMS": "TXT"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(folder: Path | None = None) -> dict:
    """The whole catalogue as one tree of JSON-LD, which needs no context from elsewhere.

    The files are those of the folder; by default those in place, if they may be seen.
    """
    page = absolute_url(reverse("open_data"))
    about = {
        "dct:publisher": _publisher(page),
        "dct:language": [_node("dct:LinguisticSystem", "language", code) for code in LANGUAGES],
        **_licence(),
    }
    datasets = [
        {
            "@id": f"{page}{each.fragment}",
            "@type": "dcat:Dataset",
            "dct:title": _text(str(each.title)),
            "dct:description": _text(str(each.description)),
            "dct:identifier": f"{page}{each.fragment}",
            "dct:accrualPeriodicity": _node("dct:Frequency", "frequency", "DAILY"),
            "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
            "dcat:distribution": [*_files(each, folder), *_exports(each)],
            **about,
            **_modified(folder),
        }
        for each in datasets_described()
    ]
    return {
        "@context": CONTEXT,
        "@id": f"{page}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _text(_("Open data of the Good Practice Portal")),
        "dct:description": _text(_("What the portal offers to programs and for reuse.")),
        "foaf:homepage": {"@id": absolute_url("/"), "@type": "foaf:Document"},
        "dcat:dataset": datasets,
        "dcat:service": [
            _service(*each, [dataset["@id"] for dataset in datasets]) for each in _interfaces()
        ],
        **about,
        **_modified(folder),
    }


class Dataset(NamedTuple):
    """One of the sets of the nightly files; `types` are those of its part of the search."""

    fragment: str
    title: str
    description: str
    types: tuple[str, ...]
    files: tuple[str, ...]


def datasets_described() -> list[Dataset]:
    shared, record = (
        tuple(name for name in dump_files.FILES if dump_files.table_of(name) in tables)
        for tables in (("contributions", ""), ("record",))
    )
    return [
        Dataset(
            "#dataset",
            _("Practices and strategies on drug policy, shared by Member States"),
            _(
                "Practices, national strategies, plans and laws on drug policy that Member States "
                "have made public, by chapter of the 2016 outcome document, challenge and State."
            ),
            (),
            shared,
        ),
        Dataset(
            "#record",
            _("The record of the Commission on Narcotic Drugs"),
            _(
                "Meetings of the Commission and its subsidiary bodies, what was said, issued and "
                "recommended there, and what States and organizations have pledged."
            ),
            RECORD,
            record,
        ),
    ]


def _publisher(page: str) -> dict:
    name = _text(_("Commission on Narcotic Drugs"))
    return {"@id": f"{page}#publisher", "@type": "foaf:Agent", "foaf:name": name}


def _text(text: str) -> dict:
    return {"@value": text, "@language": get_language() or settings.LANGUAGE_CODE}


def _node(kind: str, table: str, code: str) -> dict:
    return {"@id": f"{AUTHORITY}/{table}/{code}", "@type": kind}


def _licence() -> dict:
    """None is claimed until the Secretariat has chosen one."""
    address = settings.OPEN_DATA_LICENCE_URL
    return {"dct:license": {"@id": address, "@type": "dct:LicenseDocument"}} if address else {}


def _modified(folder: Path | None) -> dict:
    moment = dump_files.made_at(folder)
    if moment is None:
        return {}
    return {"dct:modified": {"@value": moment.isoformat(), "@type": "xsd:dateTime"}}


def _files(dataset: Dataset, folder: Path | None) -> Iterator[dict]:
    """Each of its nightly files, with its size and checksum."""
    for file in dump_files.listed(folder):
        if file.name not in dataset.files:
            continue
        address = absolute_url(reverse("dump_file", args=[file.name]))
        distribution = _distribution(file.name, file.name, address, file.media_type)
        distribution["dcat:downloadURL"] = {"@id": address}
        distribution["dcat:byteSize"] = {
            "@value": str(file.size),
            "@type": "xsd:nonNegativeInteger",
        }
        distribution["spdx:checksum"] = _checksum(address, file.sha256)
        yield distribution


def _checksum(address: str, value: str) -> dict:
    algorithm = {
        "@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
        "@type": "spdx:ChecksumAlgorithm",
    }
    return {
        "@id": f"{address}#checksum",
        "@type": "spdx:Checksum",
        "spdx:algorithm": algorithm,
        "spdx:checksumValue": {"@value": value, "@type": "xsd:hexBinary"},
    }


def _exports(dataset: Dataset) -> Iterator[dict]:
    types = urlencode([(TYPE, key) for key in dataset.types])
    table, rows, feed = (
        address + (f"?{types}" if types else "")
        for address in (
            *(reverse("search_export", args=[form]) for form in ("csv", "jsonl")),
            reverse("search_feed"),
        )
    )
    yield _distribution(_("Table of all contributions"), "csv", absolute_url(table), "text/csv")
    yield _distribution(
        _("Rows of all contributions"), "jsonl", absolute_url(rows), "application/x-ndjson"
    )
    yield _distribution(
        _("Feed of what is new"), "atom", absolute_url(feed), "application/atom+xml"
    )


def _distribution(title: str, name: str, address: str, media_type: str) -> dict:
    ending = name.rpartition(".")[2]
    file_type = FILE_TYPES.get(ending, ending.upper())
    kind = media_type.partition(";")[0]
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _text(title),
        "dcat:accessURL": {"@id": address},
        "dct:format": _node("dct:MediaTypeOrExtent", "file-type", file_type),
        "dcat:mediaType": {"@id": f"{IANA}/{kind}", "@type": "dct:MediaType"},
        **_licence(),
    }


def _interfaces() -> Iterator[tuple[str, str, str]]:
    """(title, address, description) of what programs ask and harvest."""
    yield _("API"), reverse("api-v1:api-root"), reverse("api-v1:openapi-json")
    yield _("Harvesting (OAI-PMH)"), reverse("oai"), reverse("oai") + "?verb=Identify"


def _service(title: str, path: str, described: str, datasets: list[str]) -> dict:
    return {
        "@id": f"{absolute_url(path)}#service",
        "@type": "dcat:DataService",
        "dct:title": _text(title),
        "dcat:endpointURL": {"@id": absolute_url(path)},
        "dcat:endpointDescription": {"@id": absolute_url(described)},
        "dcat:servesDataset": [{"@id": dataset} for dataset in datasets],
        **_licence(),
    }

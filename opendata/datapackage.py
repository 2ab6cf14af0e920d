"""datapackage.json (Data Package 1.0): the tables of the dump, column by column."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from common.http import absolute_url
from search.kinds import keys_of

from . import dump_files
from .exports.rows import columns_of

TYPES = {
    "start_year": "year",
    "end_year": "year",
    "first_published": "datetime",
    "adopted_on": "date",
    "last_day": "date",
    "date": "date",
    "deadline": "date",
    "ordinal": "integer",
    "is_online": "boolean",
    "is_reissued": "boolean",
    "was_delivered": "boolean",
    "sample": "boolean",
    "evaluation_available": "boolean",
}
ADDRESSES = ("identifier", "url")
# Without the ODS, the same table: frictionless 5.21 cannot count the bytes of one and refuses it.
RESOURCES = {
    name: resource
    for table in dump_files.TABLES
    for name, resource in {
        table: (f"{table}.csv", "utf-8"),
        f"{table}-rows": (f"{table}.jsonl", "utf-8"),
        f"{table}-xlsx": (f"{table}.xlsx", ""),
    }.items()
} | {"terms": ("taxonomy.json", "utf-8")}


def describe(folder: Path) -> dict:
    files = {file.name: file for file in dump_files.listed(folder)}
    package = {
        "profile": "data-package",
        "name": "good-practice-portal",
        "id": f"{absolute_url(reverse('open_data'))}#dataset",
        "title": "Good Practice Portal: practices and strategies on drug policy, and the "
        "record of the Commission on Narcotic Drugs",
        "homepage": absolute_url(reverse("open_data")),
        "created": dump_files.made_at(folder).isoformat(),
        "contributors": [{"title": "Commission on Narcotic Drugs", "role": "publisher"}],
        "licenses": _licences(),
        "resources": [
            _resource(name, files[file], encoding)
            for name, (file, encoding) in RESOURCES.items()
            if files[file].size  # frictionless 5.21 refuses JSON Lines without a line
        ],
    }
    return {name: value for name, value in package.items() if value}


def _licences() -> list[dict]:
    """None is claimed until the Secretariat has chosen one."""
    address, title = settings.OPEN_DATA_LICENCE_URL, settings.OPEN_DATA_LICENCE_NAME
    return [{"path": address, "title": title or address}] if address else []


def _resource(name: str, file: dump_files.File, encoding: str) -> dict:
    ending = file.name.rpartition(".")[2]
    resource = {
        "name": name,
        "path": file.name,
        "format": ending,
        "mediatype": file.media_type.partition(";")[0],
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if encoding:
        resource["encoding"] = encoding
    if ending == "csv":
        columns = columns_of(keys_of(dump_files.TABLES[file.name.removesuffix(".csv")]))
        resource |= {"profile": "tabular-data-resource", "schema": _schema(columns)}
    return resource


def _schema(columns: Iterable[str]) -> dict:
    fields = [_field(name) for name in columns]
    return {"fields": fields, "primaryKey": "identifier", "missingValues": [""]}


def _field(name: str) -> dict:
    kind = TYPES.get(name, "string")
    field = {"name": name, "type": kind}
    if kind == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if name in ADDRESSES:
        field |= {"format": "uri", "constraints": {"required": True, "unique": True}}
    return field

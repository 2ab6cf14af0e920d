"""Loads the versioned taxonomy files into the database: adds and updates, never deletes.

Runs inside a migration, so models come from a `get_model(app, name)` function, and columns that
the model does not have (yet) are passed over.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
BOOLEANS = {"verified", "membership_verified", "ldc", "lldc", "sids", "counts_in_totals"}

# file, model, the columns that identify a row
SIMPLE_FILES = [
    ("policy_documents", "PolicyDocument", ["key"]),
    ("chapters", "Chapter", ["number"]),
    ("challenges", "Challenge", ["slug"]),
    ("target_groups", "TargetGroup", ["slug"]),
    ("regions", "Region", ["key"]),
    ("recommendations", "Recommendation", ["key"]),
    ("workplan", "WorkplanItem", ["plan", "year", "challenge"]),
    ("crosswalk", "CrosswalkEdge", ["from_kind", "from_key", "chapter"]),
    ("states", "MemberState", ["code"]),
]


def read_rows(name, folder: Path = FOLDER) -> Iterator:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load_taxonomy(get_model) -> None:
    """Bring every term of the files into the database; safe to run again."""
    for name, model_name, identity in SIMPLE_FILES:
        model = get_model("taxonomy", model_name)
        for row in read_rows(name):
            upsert(model, identity, _values(model, row, get_model))
    _load_memberships(get_model)


def upsert(model, identity, values) -> None:
    found = {column: values[column] for column in identity}
    model.objects.update_or_create(**found, defaults=values)


def _values(model, row, get_model) -> dict:
    fields = {field.name: field for field in model._meta.get_fields() if field.concrete}
    return {
        column: _value(column, text, get_model)
        for column, text in row.items()
        if column in fields and not fields[column].many_to_many
    }


def _value(column, text, get_model) -> Any:
    if column == "chapter":
        return get_model("taxonomy", "Chapter").objects.get(number=text)
    if column == "challenge":
        return get_model("taxonomy", "Challenge").objects.get(slug=text)
    if column in BOOLEANS:
        return text == "1"
    return text


def _load_memberships(get_model) -> None:
    states = {state.code: state for state in get_model("taxonomy", "MemberState").objects.all()}
    regions = {region.key: region for region in get_model("taxonomy", "Region").objects.all()}
    membership = get_model("taxonomy", "RegionMembership")
    membership.objects.bulk_create(
        [
            membership(state=states[code], region=regions[key], counts_in_totals=counts)
            for (code, key), counts in _memberships().items()
        ],
        update_conflicts=True,
        unique_fields=["state", "region"],
        update_fields=["counts_in_totals"],
    )


def _memberships() -> dict[tuple[str, str], bool]:
    """{(code of a State, key of a region): whether the State counts in the region's totals}"""
    found = {}
    for row in read_rows("states"):
        wanted = [(row["un_group"], True), (row["un_group_also"], False), (row["cnd_body"], True)]
        wanted.append((f"m49-{row['m49_region']}", True))
        found |= {(row["code"], key): counts for key, counts in wanted if key}
    return found

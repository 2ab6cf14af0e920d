"""The whole data set as files, made anew each night, with checksums and the terms of reuse."""

import json
import os
import shutil

from django.conf import settings
from django.utils import timezone

from common.spreadsheets import write_ods, write_xlsx
from practices.models import ContributionPage
from search.choices import all_choices
from search.facets import FACETS
from search.kinds import keys_of, pages_of

from . import datapackage, dcat, news, terms
from .dump_files import (
    ADDRESS,
    CURRENT,
    FILES,
    STAMP,
    SUMS,
    TABLES,
    is_complete,
    is_sound,
    made_at,
    sha256,
)
from .exports.rows import columns_of
from .exports.tables import csv_parts, jsonl_parts, workbook_file
from .licence import rights


def make() -> tuple:
    """Write all files beside the old ones, then put them in their place in one step."""
    news.reconcile()  # what is withdrawn later must be known to have been in here
    folder = settings.OPEN_DATA_DIR / timezone.now().strftime(STAMP)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SUMS).unlink(missing_ok=True)  # of an earlier run in the same second
    total = sum(_write_tables(folder, name, side) for name, side in TABLES.items())
    _write_texts(folder)
    _write_sums(folder)
    (folder / ADDRESS).write_text(settings.WAGTAILADMIN_BASE_URL)
    _put_in_place(folder)
    return folder, total


def _write_tables(folder, table, side) -> int:
    """All of one side in each form; how many that are."""
    pages = ContributionPage.objects.published().filter(pages_of([side])).order_by("pk")
    ids, columns = list(pages.values_list("pk", flat=True)), columns_of(keys_of(side))
    for form, parts in (("csv", csv_parts), ("jsonl", jsonl_parts)):
        with (folder / f"{table}.{form}").open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts(ids, columns))
    for form, write in (("xlsx", write_xlsx), ("ods", write_ods)):
        with (
            workbook_file(ids, write, columns) as source,
            (folder / f"{table}.{form}").open("wb") as file,
        ):
            shutil.copyfileobj(source, file)
    return len(ids)


def _write_texts(folder) -> None:
    _write_json(folder / "taxonomy.json", {"facets": _facets(), "terms": terms.all_lists()})
    (folder / "LICENCE.txt").write_text(licence(), encoding="utf-8")
    _write_json(folder / "datapackage.json", datapackage.describe(folder))
    _write_json(folder / "dataset.jsonld", dcat.catalogue(folder))


def _facets() -> dict[str, dict[str, str]]:
    """{parameter of the search: {key: label}}"""
    choices = all_choices()
    return {
        facet.name: {
            key: str(label) for _group, pairs in choices[facet.name] for key, label in pairs
        }
        for facet in FACETS
    }


def _write_json(path, content) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    path.write_text(text, encoding="utf-8")


def licence() -> str:
    named = settings.OPEN_DATA_LICENCE_NAME or settings.OPEN_DATA_LICENCE_URL
    return f"Good Practice Portal\n\n{'Terms of reuse: ' if named else ''}{rights()}\n"


def _write_sums(folder) -> None:
    """In the form that `sha256sum --check` reads."""
    lines = [f"{sha256(folder / name)}  {name}\n" for name in FILES if name != SUMS]
    (folder / SUMS).write_text("".join(lines))


def _put_in_place(folder) -> None:
    current, fresh = folder.parent / CURRENT, folder.parent / f"{CURRENT}.new"
    old = current.resolve() if current.exists() else None
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.name)
    os.replace(fresh, current)
    if old and old != folder:
        shutil.rmtree(old)


def is_needed() -> bool:
    made = made_at()
    is_of_today = made is not None and made.date() == timezone.now().date()
    return not (is_of_today and is_sound(made) and is_complete())

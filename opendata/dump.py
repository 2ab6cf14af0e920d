"""The whole data set as files, made anew each night, with checksums and the terms of reuse."""

import hashlib
import json
import os
import shutil
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone

from common.spreadsheets import write_ods, write_xlsx
from practices.models import ContributionPage
from search.choices import all_choices
from search.facets import FACETS

from . import jsonld, ledger, news
from .exports.tables import csv_parts, jsonl_parts, workbook_file
from .licence import rights

STAMP = "%Y%m%dT%H%M%SZ"
CURRENT = "current"
SUMS = "SHA256SUMS"
ADDRESS = ".address"  # of the portal when the files were made: all of them hold links
FILES = {
    "contributions.csv": "text/csv; charset=utf-8",
    "contributions.jsonl": "application/x-ndjson",
    "contributions.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "contributions.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "taxonomy.json": "application/json",
    "dataset.jsonld": "application/ld+json",
    "LICENCE.txt": "text/plain; charset=utf-8",
    SUMS: "text/plain; charset=utf-8",
}


def make():
    """Write all files beside the old ones, then put them in their place in one step."""
    news.gather()  # what is withdrawn later must be known to have been in here
    folder = settings.OPEN_DATA_DIR / timezone.now().strftime(STAMP)
    folder.mkdir(parents=True, exist_ok=True)
    ids = list(ContributionPage.objects.published().order_by("pk").values_list("pk", flat=True))
    _write_tables(folder, ids)
    _write_texts(folder)
    _write_sums(folder)
    (folder / ADDRESS).write_text(settings.WAGTAILADMIN_BASE_URL)
    _put_in_place(folder)
    return folder, len(ids)


def _write_tables(folder, ids):
    for name, parts in (("csv", csv_parts), ("jsonl", jsonl_parts)):
        with (folder / f"contributions.{name}").open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts(ids))
    for name, write in (("xlsx", write_xlsx), ("ods", write_ods)):
        with (
            workbook_file(ids, write) as source,
            (folder / f"contributions.{name}").open("wb") as file,
        ):
            shutil.copyfileobj(source, file)


def _write_texts(folder):
    choices = all_choices()
    terms = {
        facet.name: {
            key: str(label) for _group, pairs in choices[facet.name] for key, label in pairs
        }
        for facet in FACETS
    }
    _write_json(folder / "taxonomy.json", terms)
    _write_json(folder / "dataset.jsonld", jsonld.catalogue())
    (folder / "LICENCE.txt").write_text(licence(), encoding="utf-8")


def _write_json(path, content):
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    path.write_text(text, encoding="utf-8")


def licence():
    named = settings.OPEN_DATA_LICENCE_NAME or settings.OPEN_DATA_LICENCE_URL
    return f"Good Practice Portal\n\n{'Terms of reuse: ' if named else ''}{rights()}\n"


def _write_sums(folder):
    """In the form that `sha256sum --check` reads."""
    lines = [f"{_sum(folder / name)}  {name}\n" for name in FILES if name != SUMS]
    (folder / SUMS).write_text("".join(lines))


def _sum(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put_in_place(folder):
    current, fresh = folder.parent / CURRENT, folder.parent / f"{CURRENT}.new"
    old = current.resolve() if current.exists() else None
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.name)
    os.replace(fresh, current)
    if old and old != folder:
        shutil.rmtree(old)


def made_at():
    """When the files now in place were made; None before the first night."""
    current = settings.OPEN_DATA_DIR / CURRENT
    if not current.exists():
        return None
    return datetime.strptime(current.resolve().name, STAMP).replace(tzinfo=UTC)


def is_sound(moment):
    """Whether everything in files of that time may still be seen, and their links lead here."""
    return moment is not None and _is_of_this_address() and not ledger.withdrawn_since(moment)


def _is_of_this_address() -> bool:
    note = settings.OPEN_DATA_DIR / CURRENT / ADDRESS
    return note.exists() and note.read_text() == settings.WAGTAILADMIN_BASE_URL


def is_needed():
    made = made_at()
    return made is None or made.date() != timezone.now().date() or not is_sound(made)

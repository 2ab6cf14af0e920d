"""The texts and facets of the embedded engine's practices, as a table that Datasette can show."""

import json
import sqlite3
from contextlib import closing

from tools.bench.places import FOLDER

TEXTS = ("title", "summary", "objectives", "description", "results", "lessons")


def path(size):
    return FOLDER / f"datasette-{size}.sqlite3"


def write(size):
    """The table `practices` with a full-text index over the texts; made once."""
    if path(size).exists():
        return
    facets, rows = facet_names(), list(_rows())
    columns = [*TEXTS, *facets]
    half = path(size).with_suffix(".half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(half)) as table:
        table.execute(f"CREATE TABLE practices (id INTEGER PRIMARY KEY, {', '.join(columns)})")
        marks = ", ".join("?" for _column in ("id", *columns))
        table.executemany(f"INSERT INTO practices VALUES ({marks})", rows)  # noqa: S608
        texts = ", ".join(TEXTS)
        table.execute(f"CREATE VIRTUAL TABLE texts USING fts5({texts}, content='practices',"
                      " content_rowid='id')")  # fmt: skip
        table.execute("INSERT INTO texts(texts) VALUES ('rebuild')")
        table.execute("ANALYZE")
        table.commit()
    half.rename(path(size))


def facet_names():
    """Those that a practice may carry: the others are of the Commission's record."""
    from search.facets import FACETS

    return [facet.name for facet in FACETS if not facet.of_record]


def _rows():
    """A contribution's texts without their markup, and its keys of each facet.

    A facet of which none has two keys is a plain column, the others are lists in JSON.
    """
    from django.utils.html import strip_tags

    from practices.models import ContributionPage
    from search.documents import facet_keys

    pages = ContributionPage.objects.order_by("pk").specific().iterator(500)
    keys = facet_keys(list(ContributionPage.objects.values_list("pk", flat=True)))
    lists = [
        name for name in facet_names() if any(len(of.get(name, [])) > 1 for of in keys.values())
    ]
    for page in pages:
        texts = (strip_tags(getattr(page, name, "")) for name in TEXTS)
        own = ((name, keys[page.pk].get(name, [])) for name in facet_names())
        yield page.pk, *texts, *(json.dumps(k) if n in lists else (k or [None])[0] for n, k in own)


def facets(size):
    """(how Datasette is asked to count it, name of the column)"""
    with closing(sqlite3.connect(path(size))) as table:
        for name in facet_names():
            is_list = table.execute(f"SELECT 1 FROM practices WHERE {name} LIKE '[%' LIMIT 1")  # noqa: S608
            yield "_facet_array" if is_list.fetchone() else "_facet", name

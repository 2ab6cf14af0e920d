"""The sample content is as varied as it must be, and fit to be imported."""

from collections import Counter

import pytest

from home.management.commands.load_demo import demo_rows
from submission.importer.columns import as_text, rename
from submission.importer.forms import FORMS
from taxonomy.models import Challenge

ROWS = [row for _line, row in demo_rows()]


def values(name):
    return Counter(item for row in ROWS for item in row[name])


def test_enough_of_each_type_from_enough_states():
    types = Counter(row["type"] for row in ROWS)
    assert types["practice"] >= 120
    assert types["strategy"] >= 40
    assert len({row["state"] for row in ROWS}) >= 60
    assert len({row["id"] for row in ROWS}) == len(ROWS)


def test_all_six_languages():
    assert {row["language"] for row in ROWS} == {"en", "fr", "es", "ar", "ru", "zh"}


@pytest.mark.django_db
def test_every_chapter_and_challenge():
    assert set(values("chapters")) == {1, 2, 3, 4, 5, 6, 7}
    assert set(values("challenges")) == set(Challenge.objects.values_list("slug", flat=True))


@pytest.mark.django_db
def test_every_row_is_valid():
    for row in ROWS:
        data = {name: as_text(value) for name, value in rename(row).items()} | {"supersedes": ""}
        form = FORMS[row["type"]](data)
        assert form.is_valid(), (row["id"], form.errors)


def test_the_days_of_publication_never_change():
    assert [row["first_published"] for _line, row in demo_rows()] == [
        row["first_published"] for row in ROWS
    ]
    assert ROWS[0]["first_published"] == "2022-01-10T09:00:00+00:00"

"""The sample content is as varied as it must be, and fit to be imported."""

import json
from collections import Counter

import pytest
from wagtail.models import Revision

from commission import facts
from commission.models import BodyRecommendationPage, InterventionPage, Reply
from home import demo_record, demo_translations
from home.management.commands.load_demo import FOLDER, demo_rows
from practices.models import Annex
from submission.importer.columns import as_text, rename
from submission.importer.forms import FORMS
from taxonomy.models import Challenge
from tests.factories import PracticeFactory
from translations.models import Translation, public_translations

pytestmark = pytest.mark.slow

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


def test_translations_of_thirty_in_every_status_and_language():
    rows = list(demo_translations.read(FOLDER / "translations" / "texts.jsonl"))
    assert len({row["id"] for row in rows}) >= 30
    assert {row["id"] for row in rows} <= {row["id"] for row in ROWS}
    assert {row["status"] for row in rows} == set(Translation.Status.values)
    assert {row["language"] for row in rows} == {"en", "fr", "es", "ar", "ru", "zh"}
    original = {row["id"]: row["language"] for row in ROWS}
    assert all(row["language"] != original[row["id"]] for row in rows)
    assert any("old" in row for row in rows)
    official = [row for row in rows if row["status"] == Translation.Status.OFFICIAL]
    assert {row["authority"] for row in official} == set(Translation.Authority.values)


@pytest.mark.django_db
def test_translations_are_loaded_once(tmp_path):
    page = PracticeFactory(title="Title", summary="Now.", import_key="k", is_sample=True)
    facts = {"id": "k", "status": "courtesy", "title": "Titre", "summary": "Maintenant."}
    rows = [facts | {"language": "fr"}, facts | {"language": "es", "old": "Before."}]
    file = tmp_path / "texts.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    assert (demo_translations.load(file), demo_translations.load(file)) == (2, 0)
    public = {each.language: each for each in public_translations(page)}
    assert (public["fr"].title, public["fr"].is_outdated) == ("Titre", False)
    assert public["es"].is_outdated


@pytest.mark.django_db
def test_statements_recommendations_and_replies_are_samples_at_real_meetings_loaded_once():
    facts.load()
    assert demo_record.load(FOLDER) >= 40
    pages = InterventionPage.objects.published()
    assert all(page.is_sample for page in pages)
    assert {page.language for page in pages} == {"en", "fr", "es", "ar", "ru", "zh"}
    assert {page.kind for page in pages} >= {"statement", "presentation", "video", "written"}
    assert pages.values("meeting").distinct().count() >= 5
    files = Annex.objects.filter(page__in=pages).values_list("document__file", flat=True)
    kinds = {name.rsplit(".")[-1] for name in files}
    assert kinds == {"pdf", "docx", "pptx"}
    recommendations = BodyRecommendationPage.objects.published()
    assert recommendations
    assert all(page.is_sample for page in recommendations)
    assert Reply.objects.filter(page__in=recommendations).exists()
    revisions = Revision.objects.count()
    demo_record.load(FOLDER)
    assert Revision.objects.count() == revisions

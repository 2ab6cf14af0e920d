"""The terms for reuse: labels with kind and source, official texts with symbol and version."""

import json

import pytest
from django.utils import timezone

from commission import labels
from commission.facts import terms as facts_of_terms
from commission.models import Organization
from home.management.commands.load_demo import FICTIONAL, load_fictional_list
from opendata import dump, terms
from taxonomy.label_rows import LISTS, OF_TAXONOMY
from taxonomy.languages import Language
from taxonomy.models import Chapter, Recommendation, RecommendationText, Region, TermLabel
from tests.commission import record

pytestmark = pytest.mark.django_db
OF_THE_RECORD = set(LISTS) - set(OF_TAXONOMY)


def resource(client, name, query=""):
    found = client.get(f"/api/v1/taxonomy/{name}{query}").json()
    assert found["name"] == name
    return {term["key"]: term for term in found["terms"]}


def of_a_public_statement():
    names = {f"label_{language}": f"Name ({language})" for language in Language.values}
    who = Organization.objects.create(slug="who", kind="un", **names)
    TermLabel.objects.filter(list="organization").update(source="who.int")
    record.intervention(record.meeting(), organization=who)
    return who


@pytest.fixture
def quoted():
    load_fictional_list()
    return Recommendation.objects.verified().first()


@pytest.mark.parametrize("name", LISTS)
def test_each_label_is_told_with_its_kind_and_source(client, name):
    if name == "recommendation":
        load_fictional_list()
    if name in OF_THE_RECORD:
        facts_of_terms.load()
        labels.fill()
        of_a_public_statement()
    told = {
        (label["language"], label["label"], label["kind"], label["source"], label["text_version"])
        for term in resource(client, name).values()
        for label in term["labels"]
    }
    rows = TermLabel.objects.filter(list=name).exclude(label="")
    if name == "region":
        rows = rows.filter(term_id__in=Region.objects.public())
    elif name == "recommendation":
        rows = rows.filter(term_id__in=Recommendation.objects.verified())
    columns = ("language", "label", "kind", "source", "text_version")
    assert told == set(rows.values_list(*columns))
    assert len(told) >= 6


def test_an_organization_that_only_a_draft_names_is_not_told_of(client):
    who = of_a_public_statement()
    assert set(resource(client, "organization")) == {"who"}
    for page in who.records.specific():
        page.unpublish()
    assert resource(client, "organization") == {}


def test_a_label_comes_in_the_language_of_the_visitor_too(client):
    chapter = Chapter.objects.get(number=4)
    assert resource(client, "chapter", "?lang=fr")["4"]["label"] == chapter.label_fr
    assert resource(client, "chapter")["4"]["label"] == chapter.label_en


def test_official_texts_are_quotations_with_symbol_version_and_language(client, quoted):
    texts = resource(client, "recommendation")[quoted.number]["texts"]
    assert {text["language"] for text in texts} == {"ar", "en", "es", "fr", "ru", "zh"}
    for text in texts:
        row = quoted.texts.get(language=text["language"])
        assert (text["text"], text["source"]) == (row.text, FICTIONAL)
        assert text["text_version"] == row.text_version != ""
        assert text["replaced"] is None


def test_an_earlier_version_is_told_apart(client, quoted):
    earlier = quoted.texts.get(language="en")
    earlier.replaced_at = timezone.now()
    earlier.save()
    RecommendationText.objects.create(
        recommendation=quoted, language="en", text="New words", source="Z", text_version="2"
    )
    texts = resource(client, "recommendation")[quoted.number]["texts"]
    english = {text["text_version"]: text for text in texts if text["language"] == "en"}
    assert english["2"]["replaced"] is None
    assert english[earlier.text_version]["replaced"]


def test_what_is_not_verified_and_who_confirmed_it_stay_inside(client, quoted):
    hidden = Recommendation.objects.exclude(verified=True).first()
    region = Region.objects.exclude(membership_verified=True).first()
    TermLabel.objects.filter(list="chapter").update(confirmed_by="Hidden Person")
    quoted.texts.update(confirmed_by="Hidden Person")
    told = {name: resource(client, name) for name in LISTS}
    assert hidden.number not in told["recommendation"]
    assert region.key not in told["region"]
    assert "Hidden Person" not in json.dumps(told)


def test_a_name_that_is_no_list_is_refused(client):
    answer = client.get("/api/v1/taxonomy/persons")
    assert answer.status_code == 422
    assert "policy_document" in answer.json()["errors"][0]


def test_the_nightly_file_holds_the_same(settings, tmp_path, quoted):
    settings.OPEN_DATA_DIR = tmp_path
    folder, _count = dump.make()
    written = json.loads((folder / "taxonomy.json").read_text())
    assert written["facets"]["chapter"]["4"]
    assert written["terms"] == json.loads(json.dumps(terms.all_lists(), default=str))
    assert len(written["terms"]["recommendation"][0]["texts"]) == 6

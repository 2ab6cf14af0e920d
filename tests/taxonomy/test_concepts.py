"""Concepts: the first ones from the file, and what a text in six languages names."""

import pytest
from django.apps import apps

from taxonomy import concepts
from taxonomy.concept_file import load_concepts, rows
from taxonomy.models import Concept, ConceptLabel

pytestmark = pytest.mark.django_db
Role, Kind = ConceptLabel.Role, ConceptLabel.Kind


@pytest.fixture(autouse=True)
def _compiled_anew():
    concepts.forget()


def add(key, *labels, **fields):
    concept = Concept.objects.create(key=key, **fields)
    for language, label in labels:
        ConceptLabel.objects.create(concept=concept, language=language, label=label)
    concepts.forget()
    return concept


def keys_of(text):
    return [mention.keys for mention in concepts.mentions(text)]


def test_the_first_concepts_say_what_a_source_attests():
    assert Concept.objects.count() == len(list(rows()))
    heroin = {
        (label.language, label.label): (label.role, label.kind, label.source)
        for label in ConceptLabel.objects.filter(concept__key="heroin")
    }
    assert heroin["fr", "héroïne"] == (Role.PREFERRED, Kind.SOURCED, "UNBIS 1002873")
    assert heroin["ar", "الهيروين"][1] == Kind.RECALL
    assert heroin["ar", "الهيروين المخدر"] == (Role.ALTERNATIVE, Kind.SOURCED, "UNBIS 1002873")


def test_loading_again_keeps_what_officers_changed():
    renamed = ConceptLabel.objects.get(concept__key="heroin", language="fr")
    renamed.label, renamed.role = "héroïne (diacétylmorphine)", Role.UNUSED
    renamed.save()
    ConceptLabel.objects.filter(concept__key="opium").delete()
    Concept.objects.filter(key="women").update(is_broad=False)
    before = ConceptLabel.objects.count()
    load_concepts(apps.get_model)
    renamed.refresh_from_db()
    assert (renamed.label, renamed.role) == ("héroïne (diacétylmorphine)", Role.UNUSED)
    assert ConceptLabel.objects.filter(concept__key="heroin", language="fr").count() == 1
    assert not Concept.objects.get(key="women").is_broad
    assert ConceptLabel.objects.count() == before + len(
        next(row for row in rows() if row.key == "opium").labels
    )


TEXTS = {
    "en": "Take-home naloxone kits",
    "fr": "La distribution de la naloxone",
    "es": "NALOXONA para todos",
    "ru": "Обучение применению налоксона",
    "ar": "توزيع النالوكسون على الأسر",
    "zh": "向家属发放纳洛酮的做法",
}


def test_a_text_names_a_concept_in_any_form_of_its_words():
    for language, text in TEXTS.items():
        assert "naloxone" in concepts.keys_in(text, language), text


def test_the_longest_label_is_meant():
    add("zorga", ("en", "zorga"))
    add("zorga_court", ("en", "zorga treatment court"))
    concepts.forget()
    assert concepts.keys_in("Zorga treatment courts", "en") == ["zorga_court"]
    assert concepts.keys_in("The zorga. Treatment courts", "en") == ["zorga"]


def test_of_labels_with_one_stem_the_written_one_is_meant():
    assert concepts.keys_in("el opio", "es") == ["opium"]
    assert concepts.keys_in("los opioides", "es") == ["opioids"]


def test_function_words_make_no_difference():
    add("zorga", ("fr", "usage de la zorga"))
    assert concepts.keys_in("l'usage des zorgas", "fr") == ["zorga"]


def test_another_language_has_other_labels():
    add("zorga", ("es", "quolpo"))
    assert concepts.keys_in("quolpo", "es") == ["zorga"]
    assert concepts.keys_in("quolpo", "fr") == []


ACRONYMS = {
    "The ZQB report": True,
    "使用ZQB的": True,
    "zqb": False,
    "ZQBs": False,
    "XZQB": False,
    "THE ZQB REPORT": False,
    "ZQB": True,
}


def test_acronyms_count_in_capitals_and_whole():
    add("zorga", acronyms="ZQB")
    for text, found in ACRONYMS.items():
        assert ("zorga" in concepts.keys_in(text, "en")) is found, text
        assert (("zorga",) in keys_of(text)) is found, text


def test_short_words_and_single_characters_mean_nothing():
    add("zorga", ("en", "zqb"), ("zh", "冫"))
    assert concepts.keys_in("zqb", "en") == []
    assert concepts.keys_in("冫", "zh") == []


def test_a_label_that_is_not_used_is_not_found():
    concept = add("zorga", ("en", "quolp"))
    concept.labels.update(role=Role.UNUSED)
    concepts.forget()
    assert concepts.keys_in("quolp", "en") == []


def test_mentions_stand_where_they_are_in_the_text():
    text = "在监狱使用纳洛酮"
    found = {text[one.start : one.end]: one.keys for one in concepts.mentions(text)}
    assert found["纳洛酮"] == ("naloxone",)


def test_a_label_that_a_broad_concept_shares_widens_no_search():
    add("zorga", ("en", "quolp"), is_broad=True)
    add("trabit", ("en", "quolp"), ("en", "brint"))
    assert concepts.keys_in("quolp", "en") == ["trabit", "zorga"]
    assert concepts.asked_for("quolp") == []
    assert [one.keys for one in concepts.asked_for("brint")] == [("trabit",)]


def test_a_name_is_a_preferred_label_that_a_source_attests():
    concept = Concept.objects.get(key="people_who_use_drugs")
    shown = {label.label for label in concept.labels.all() if label.is_shown}
    assert concepts.name_of(concept.key, "zh") == "吸毒者"
    assert concepts.name_of(concept.key, "fr") == "people who use drugs"
    assert not shown & {"drug addicts", "toxicomanes", "наркоманы"}
    assert ConceptLabel.objects.filter(role=Role.SEARCH_ONLY, label="наркоманы").exists()

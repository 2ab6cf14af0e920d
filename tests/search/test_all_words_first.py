"""All words first: what counts as holding a word, on both engines."""

import pytest
from bs4 import BeautifulSoup

from common.function_words import function_words_among
from search.asking import ask_for
from search.engines import get_engine
from search.models import Synonyms
from search.wording import content
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def settle(request):
    if request.param == "embedded":
        return lambda: None
    return request.getfixturevalue("settle_elasticsearch")


def test_a_bad_word_beside_a_good_one_is_mended(settle, client):
    page = PracticeFactory(title="Naloxone for ambulance crews")
    PracticeFactory(title="Ambulance crews")
    settle()
    body = client.get("/search/?q=naloxonne+ambulance").content.decode()
    assert "Showing results for “naloxone ambulance”" in body
    assert page.title.split(maxsplit=1)[1] in body


def test_a_right_word_that_no_text_holds_stays(settle, client):
    PracticeFactory(title="Reinhabilitated Zeitgast Backup", language="en")
    PracticeFactory(title="école", language="fr")
    settle()
    for right in ("rehabilitated", "Zeitgeist Backus", "المدارس", "écoles"):
        answer = client.get(f"/search/?q=word+{right}")
        assert "Showing results for" not in answer.content.decode(), right


def test_a_synonym_stands_behind_the_word_itself_and_in_one_direction(settle):
    Synonyms.objects.create(terms="quolp", also="trabit")
    narrow = PracticeFactory(title="Trabit work")
    word = PracticeFactory(title="Quolp work")
    settle()
    raw = get_engine().search(ask_for("quolp work"))
    assert (raw.ids, raw.total) == ((word.pk, narrow.pk), 2)
    raw = get_engine().search(ask_for("trabit work"))
    assert raw.ids[: raw.total] == (narrow.pk,)


def test_a_synonym_of_several_words_needs_them_together(settle):
    Synonyms.objects.create(terms="ZQB\nzorga quality brint")
    together = PracticeFactory(title="One", summary="The zorga quality brint")
    PracticeFactory(title="Two", summary="Quality of a brint, and elsewhere much of zorga")
    settle()
    raw = get_engine().search(ask_for("zqb"))
    assert raw.ids[: raw.total] == (together.pk,)


def test_who_is_an_acronym_in_capitals_only(settle):
    page = PracticeFactory(title="World Health Organization guidelines on zorga")
    settle()
    assert get_engine().search(ask_for("WHO zorga")).total == 1
    assert get_engine().search(ask_for("who zorga")).ids == (page.pk,)
    assert ask_for("who zorga").terms == ask_for("zorga").terms


def test_either_spelling_of_english_finds_the_other(settle):
    british = PracticeFactory(title="Decriminalisation and the behaviour of paediatric centres")
    american = PracticeFactory(title="Decriminalization and the behavior of pediatric centers")
    settle()
    for text in (
        "decriminalise behavior pediatric center",
        "decriminalize behaviour paediatric centre",
    ):
        raw = get_engine().search(ask_for(text))
        assert set(raw.ids[: raw.total]) == {british.pk, american.pk}


def test_function_words_of_the_language_of_the_search_ask_for_nothing():
    assert content("comment améliorer l'accès aux soins dans les prisons") == (
        "améliorer l'accès soins prisons"
    )
    assert content("the who") == "the who"
    assert content("guidelines of the WHO") == "guidelines WHO"
    assert function_words_among(["naloxone"]) == frozenset()


def test_function_words_of_a_text_under_a_wrong_language_weigh_nothing(settle):
    wanted = PracticeFactory(title="Soins en milieu carcéral", language="en")
    PracticeFactory(title="Le travail dans le port, et dans la ville", language="en")
    settle()
    raw = get_engine().search(ask_for("soins dans le milieu carcéral"))
    assert (raw.ids, raw.total) == ((wanted.pk,), 1)


def test_the_last_words_of_a_long_question_are_read(settle):
    page = PracticeFactory(title="Something", description="<p>fluxor</p>")
    PracticeFactory(title="Something else")
    settle()
    question = "what may a visitor ask at great length, " * 12 + "and at last of fluxor?"
    assert get_engine().search(ask_for(question)).ids[0] == page.pk


def test_a_joint_plan_is_one_hit_with_all_its_states(settle, client):
    text = {"title": "The zorga plan of the islands", "summary": "One plan"}
    for number, state in enumerate(("ke", "fr", "pe")):
        PracticeFactory(**text, state=state, slug=f"joint-{number}")
    settle()
    page = BeautifulSoup(client.get("/search/?q=zorga+plan").content, "html.parser")
    (entry,) = page.select(".entry")
    states = {entry.select_one(".entry__state").get_text()}
    states |= {link.get_text() for link in entry.select(".entry__same a")}
    assert states == {"Kenya", "France", "Peru"}
    assert "3 results for" in " ".join(page.find(id="results-total").get_text().split())

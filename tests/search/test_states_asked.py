"""Searches that name a Member State, on both engines."""

import pytest
from bs4 import BeautifulSoup

from search import rescue
from search.asking import ask_for
from search.suggest import suggestions
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def search(engine, text):
    """(query that was answered, results, notice)"""
    return rescue.search(engine, ask_for(text))


def test_any_name_finds_what_the_state_shared(engine):
    page = PracticeFactory(title="Zorga", state="nl")
    PracticeFactory(title="Brint", state="ke")
    engine.settle()
    for name in ("Holland", "Pays-Bas", "荷兰", "هولندا", "Dutch", "Нидерланды"):
        assert search(engine, name)[1].ids == (page.pk,), name
        assert search(engine, f"{name} zorga")[1].ids == (page.pk,), name


def test_the_states_contributions_come_first_and_mentions_stay(engine):
    own = PracticeFactory(title="One", summary="zorga", state="ke")
    mention = PracticeFactory(title="Kenya zorga: Kenya, Kenya", summary="Kenya", state="fr")
    PracticeFactory(title="Other zorga", state="fr")
    engine.settle()
    raw = search(engine, "zorga Kenya")[1]
    assert raw.ids[: raw.total] == (own.pk, mention.pk)


def test_a_name_is_never_taken_for_a_neighbours(engine):
    for state in ("si", "rs", "sd", "za"):
        PracticeFactory(title="Slovenia Serbia", state=state)
    engine.settle()
    for name in ("Slovakia", "Syria", "Slovensko", "South Sudan", "slovakia"):
        query, raw, notice = search(engine, name)
        assert (raw.total, query.text, notice) == (0, name, "")


def test_the_page_says_that_a_state_has_shared_nothing(client):
    PracticeFactory(title="Slovenia", state="si")
    response = client.get("/search/?q=Slovakia")
    html = BeautifulSoup(response.content, "html.parser")
    notice = html.select_one(".notice")
    assert "Slovakia has shared nothing yet." in notice.get_text()
    addresses = [link["href"] for link in notice.select("a")]
    assert addresses == ["/states/sk/", "/alerts/new/?state=sk"] or addresses[0].endswith("/sk/")
    for address in addresses:
        assert client.get(address).status_code == 200
    assert "Slovenia" not in notice.get_text()


def test_the_rest_of_a_question_is_answered_when_the_state_has_nothing(engine):
    page = PracticeFactory(title="Naloxone", state="si")
    engine.settle()
    _query, raw, notice = search(engine, "naloxone Slovakia")
    assert raw.ids == (page.pk,)
    assert "Showing “naloxone” instead" in notice


def test_a_misspelt_name_leads_to_its_state(client):
    PracticeFactory(title="Slovenia", state="si")
    page = BeautifulSoup(client.get("/search/?q=swizerland").content, "html.parser")
    assert page.select_one(".nothing__list a").get_text() == "Switzerland"


def test_names_are_offered_while_typing(engine):
    states = {"Netherlands (Kingdom of the)", "Côte d'Ivoire", "Germany"}
    engine.settle()
    for typed in ("holl", "Pays-B", "ivory c", "德国", "герма"):
        assert states & set(suggestions(engine, typed)), typed

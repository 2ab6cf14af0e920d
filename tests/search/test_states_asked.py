"""Searches that name a Member State, on both engines."""

import pytest
from bs4 import BeautifulSoup

from search import rescue
from search.asking import ask_for
from search.suggest import suggestions
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(engine):
    def search(text):
        engine.settle()
        return rescue.search(engine, ask_for(text))

    return search


@pytest.mark.parametrize("name", ["Holland", "Pays-Bas", "荷兰", "هولندا", "Dutch", "Нидерланды"])
def test_any_name_finds_what_the_state_shared(search, name):
    page = PracticeFactory(title="Zorga", state="nl")
    PracticeFactory(title="Brint", state="ke")
    assert search(name)[1].ids == (page.pk,)
    assert search(f"{name} zorga")[1].ids == (page.pk,)


def test_the_states_contributions_come_first_and_mentions_stay(search):
    own = PracticeFactory(title="One", summary="zorga", state="ke")
    mention = PracticeFactory(title="Kenya zorga: Kenya, Kenya", summary="Kenya", state="fr")
    PracticeFactory(title="Other zorga", state="fr")
    raw = search("zorga Kenya")[1]
    assert raw.ids[: raw.total] == (own.pk, mention.pk)


@pytest.mark.parametrize("name", ["Slovakia", "Syria", "Slovensko", "South Sudan", "slovakia"])
def test_a_name_is_never_taken_for_a_neighbours(search, name):
    for state in ("si", "rs", "sd", "za"):
        PracticeFactory(title="Slovenia Serbia", state=state)
    query, raw, notice = search(name)
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


def test_the_rest_of_a_question_is_answered_when_the_state_has_nothing(search):
    page = PracticeFactory(title="Naloxone", state="si")
    _query, raw, notice = search("naloxone Slovakia")
    assert raw.ids == (page.pk,)
    assert "Showing “naloxone” instead" in notice


def test_a_misspelt_name_leads_to_its_state(client):
    PracticeFactory(title="Slovenia", state="si")
    page = BeautifulSoup(client.get("/search/?q=swizerland").content, "html.parser")
    assert page.select_one(".nothing__list a").get_text() == "Switzerland"


@pytest.mark.parametrize("typed", ["holl", "Pays-B", "ivory c", "德国", "герма"])
def test_names_are_offered_while_typing(engine, typed):
    states = {"Netherlands (Kingdom of the)", "Côte d'Ivoire", "Germany"}
    engine.settle()
    assert states & set(suggestions(engine, typed))

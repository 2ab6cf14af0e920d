"""The record is searched beside what States have shared, and never counted as shared."""

import pytest
from bs4 import BeautifulSoup

from taxonomy.models import Challenge
from tests.commission import record
from tests.factories import PracticeFactory
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    yield from shared(make_contributions, django_db_blocker)


def make_contributions():
    """A practice and a statement of Kenya about the same, and a draft of another statement."""
    terms = {"challenges": [Challenge.objects.first()]}
    practice = PracticeFactory(title="Naloxone at home", state="ke", terms=terms)
    meeting = record.meeting()
    challenges = terms["challenges"]
    statement = record.intervention(
        meeting, "Kenya on naloxone", state="ke", slug="kenya", challenges=challenges
    )
    draft = record.intervention(meeting, "Naloxone draft", slug="draft", publish=False)
    return practice, statement, draft


def titles(client, address):
    page = BeautifulSoup(client.get(address).content, "lxml")
    return [link.text for link in page.select(".entry__title a")]


def test_without_a_type_what_states_have_shared_is_searched(client, said):
    assert titles(client, "/search/?q=naloxone") == ["Naloxone at home"]
    assert titles(client, "/search/") == ["Naloxone at home"]


def test_the_facet_leads_to_the_record(client, said):
    page = BeautifulSoup(client.get("/search/?q=naloxone").content, "html.parser")
    assert page.find("input", value="statement").find_parent("label").text.split()[-1] == "1"
    assert titles(client, "/search/?q=naloxone&type=statement") == ["Kenya on naloxone"]
    both = titles(client, "/search/?q=naloxone&type=statement&type=practice&state=ke")
    assert sorted(both) == ["Kenya on naloxone", "Naloxone at home"]


def test_a_statement_stands_below_its_meeting(client, said):
    _practice, statement, _draft = said
    assert statement.url == "/meetings/thematic-2019/kenya/"
    assert client.get(statement.url).status_code == 200
    assert client.get("/meetings/thematic-2019/draft/").status_code == 404
    hit = BeautifulSoup(client.get("/search/?type=statement").content, "html.parser")
    assert hit.select_one(".entry__title a")["href"] == statement.url


def test_the_record_is_not_counted_as_shared(client, said):
    state = BeautifulSoup(client.get("/states/ke/").content, "html.parser")
    assert "Kenya on naloxone" in state.find(attrs={"aria-labelledby": "said"}).text
    assert "Kenya on naloxone" not in state.find(attrs={"aria-labelledby": "practices"}).text
    shared = client.get("/api/v1/states/ke").json()
    assert (shared["practices"], shared["strategies"]) == (1, 0)

"""/coverage/: every number is what its search finds, and nothing hidden is counted."""

import pytest
from bs4 import BeautifulSoup

from search.coverage.members import Members
from search.coverage.states import groups
from taxonomy.models import Chapter
from tests.commission import record
from tests.factories import PracticeFactory, StrategyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_cell_leads_to_its_search(client):
    chapter = Chapter.objects.get(number=4)
    PracticeFactory(title="zorga", state="ke", terms={"chapters": [chapter]})
    page = get(client, "/coverage/?rows=chapter&columns=region")
    (cell,) = [cell for cell in page.select(".cell") if cell.get_text() == "1"]
    titles = get(client, cell["href"]).select(".entry__title")
    assert [title.get_text(strip=True) for title in titles] == ["zorga"]


def test_the_filters_of_the_search_hold_and_are_kept_in_the_links(client):
    chapter = Chapter.objects.get(number=4)
    PracticeFactory(title="One", start_year=2019, terms={"chapters": [chapter]})
    StrategyFactory(title="Two", start_year=2020, terms={"chapters": [chapter]})
    page = get(client, "/coverage/?rows=chapter&columns=region&type=practice&year=2019&year=2020")
    assert "1 practice." in page.get_text()
    assert all("type=practice" in cell["href"] for cell in page.select(".cell"))
    assert {box["value"] for box in page.select("[name=year][checked]")} == {"2019", "2020"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("rows=planet", "“planet” is neither chapter, challenge nor region."),
        ("rows=region&columns=region", "Rows and columns were the same"),
        ("chapter=99", "UNGASS chapter “99” is not known"),
        ("year=%00", ""),
        ("q=" + "x" * 5000, ""),
    ],
)
def test_what_is_not_known_is_left_out_and_said(client, query, said):
    assert said in get(client, f"/coverage/?{query}").get_text()


def test_a_state_that_has_shared_counts_once_in_its_group():
    PracticeFactory(state="ke")
    PracticeFactory(state="ke")
    PracticeFactory(state="fr", publish=False)
    shared = {group.key: group.sharing for group in groups({}, Members())}
    assert shared.pop("african") == 1
    assert set(shared.values()) == {0}
    assert sum(group.states for group in groups({}, Members())) == 193


def test_the_record_is_counted_where_it_is_asked_for(client):
    chapter = Chapter.objects.get(number=4)
    meeting = record.meeting()
    record.intervention(meeting, state="ke", chapters=[chapter])
    PracticeFactory(state="fr", terms={"chapters": [chapter]})
    address = "/coverage/?rows=chapter&columns=region"
    shared, said = get(client, address), get(client, f"{address}&type=statement")
    assert "1 practice or strategy." in shared.get_text()
    assert "1 statement." in said.get_text()
    assert said.find("option", value="statement", selected=True)
    (cell,) = [cell for cell in said.select(".cell") if cell.get_text() == "1"]
    assert "region=african" in cell["href"]
    assert "type=statement" in cell["href"]


def test_gaps_are_listed(client):
    page = get(client, "/coverage/?rows=chapter&columns=region")
    assert len(page.select(".gaps a")) == len(page.select(".cell")) > 0

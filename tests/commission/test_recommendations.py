"""Recommendations of subsidiary bodies: their page, where they stand, and what is not public."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commission.models import Reply
from taxonomy.models import Challenge, Chapter
from tests import factories
from tests.commission import record
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
CANARY = "Canary of a draft"
LIST = "/meetings/bodies/honlea-africa/recommendations/"


def main_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def words(element):
    return " ".join(element.get_text(" ").split())


def honlea(ordinal, year, publish=True):
    return record.meeting(
        f"Meeting {ordinal}",
        f"africa-{ordinal}",
        body=record.body("honlea-africa", "HONLEA Africa"),
        session="meeting",
        ordinal=ordinal,
        date=date(year, 9, 16),
        publish=publish,
    )


def reply(page, state, year=2021, status="done", **fields):
    state = factories.member_state(state)
    return Reply.objects.create(page=page, state=state, year=year, status=status, **fields)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(lambda: honlea(29, 2019), django_db_blocker)


@pytest.fixture
def meeting(db, made):
    return factories.fresh(made)


@pytest.fixture
def adopted(meeting):
    return record.recommendation(meeting, "3 (a)", text="<p>Governments should train.</p>")


def test_all_that_is_known_of_one_is_on_its_page(client, meeting):
    page = record.recommendation(
        meeting,
        "3 (a)",
        title="Training of officers",
        text="<p>Governments should train.</p>",
        addressees="Governments",
        working_group="On women and girls",
        addressed_states=[factories.member_state("ke")],
        challenges=[Challenge.objects.get(slug="hiv-hcv")],
        chapters=[Chapter.objects.get(number=2)],
    )
    reply(page, "ng", 2020, "planned")
    reply(page, "ng", 2021, "partly", text="<p>Two courses</p>", source="E/CN.7/2021/9")
    shown = main_of(client, page.address)
    facts = words(shown.select_one(".facts"))
    for fact in ("HONLEA Africa", "Meeting 29", "3 (a)", "Governments", "On women and girls",
                 "State of implementation Open", "Member States addressed Kenya"):  # fmt: skip
        assert fact in facts
    assert "Governments should train." in shown.text
    assert "/search/?challenge=hiv-hcv" in {link["href"] for link in shown.select("#topics a")}
    replies = shown.find(id="replies")
    assert [words(row) for row in replies.select("tbody tr")] == [
        "Nigeria 2021 Partly put into practice Two courses Source: E/CN.7/2021/9",
        "Nigeria 2020 Planned –",
    ]
    assert {cell["scope"] for cell in replies.select("thead th")} == {"col"}
    assert "1 State that it names has not reported." in words(replies)


def test_it_is_open_until_all_addressed_report_it_done(client, meeting):
    is_open = {}  # by the address of its page
    for number, (named, replies, expected) in enumerate((
        ((), {}, True),
        ((), {"ke": "planned"}, True),
        ((), {"ke": "done"}, False),
        ((), {"ke": "done", "ng": "partly"}, True),
        (("ke",), {"ng": "done"}, True),
        (("ke", "ng"), {"ke": "done"}, True),
        (("ke",), {"ke": "done", "ng": "not"}, False),
    )):  # fmt: skip
        states = [factories.member_state(code) for code in named]
        page = record.recommendation(meeting, str(number), addressed_states=states)
        for code, status in replies.items():
            reply(page, code, status=status)
        is_open[page.address] = expected
    listed = [link["href"] for link in main_of(client, f"{LIST}?stands=open").select("h3 a")]
    assert listed == [address for address, expected in is_open.items() if expected]
    for address, expected in is_open.items():
        facts = words(main_of(client, address).select_one(".facts"))
        assert f"State of implementation {'Open' if expected else 'Put into practice'}" in facts


def test_the_latest_reply_of_a_state_counts(client, adopted):
    reply(adopted, "ke", 2021, "done")
    reply(adopted, "ke", 2020, "planned")
    assert not main_of(client, f"{LIST}?stands=open").select("h3 a")
    reply(adopted, "ke", 2023, "not")
    assert main_of(client, f"{LIST}?stands=open").select("h3 a")


def test_two_clicks_lead_from_the_body_to_what_is_open(client, adopted):
    done = record.recommendation(adopted.meeting, "4", slug="four")
    reply(done, "ke")
    panel = main_of(client, "/meetings/bodies/honlea-africa/").find(
        "section", {"aria-labelledby": "recommendations"}
    )
    links = {words(link): link["href"] for link in panel.find_all("a")}
    assert links == {"1 is open": f"{LIST}?stands=open", "2 in all": LIST}
    shown = main_of(client, links["1 is open"])
    assert [link["href"] for link in shown.select("h3 a")] == [adopted.address]
    assert "No State has reported on it." in words(shown.select_one(".entry"))


def test_the_list_is_narrowed_by_meeting_and_takes_any_address(client, adopted):
    later = record.recommendation(honlea(30, 2020), "1", slug="one")
    shown = main_of(client, LIST)
    assert [link["href"] for link in shown.select("h3 a")] == [later.address, adopted.address]
    shown = main_of(client, f"{LIST}?meeting=africa-29&stands=open")
    assert [link["href"] for link in shown.select("h3 a")] == [adopted.address]
    for odd in ("?meeting=nowhere&stands=x", "?page=99", "?page=x", "?stands=%00"):
        assert len(main_of(client, LIST + odd).select("h3 a")) == 2
    assert client.get("/meetings/bodies/nowhere/recommendations/").status_code == 404


def test_a_meeting_shows_what_was_reported_two_meetings_later(client, adopted):
    honlea(30, 2020)
    later = honlea(31, 2021)
    other = record.recommendation(adopted.meeting, "4", slug="four")
    reply(adopted, "ke", 2020, "planned")
    reply(adopted, "ke", 2021, "partly")
    reply(adopted, "ke", 2023, "done")
    reply(other, "eg", 2021, "not")
    reply(other, "ng", 2022, "done")
    table = main_of(client, adopted.meeting.address).find(id="reported-later")
    assert [words(row) for row in table.find_all("tr")] == [
        "Member State Recommendation 3 (a) Recommendation 4",
        "Egypt – No reply Not put into practice (2021)",
        "Kenya Partly put into practice (2021) – No reply",
    ]
    assert table.find("a", href=later.address)
    reviewed = main_of(client, later.address).find(id="reviewed-here")
    assert reviewed.a["href"] == f"{adopted.meeting.address}#reported-later"


def test_invented_ones_say_so_at_a_real_meeting(client, meeting):
    reply(record.recommendation(meeting, is_sample=True), "ke")
    shown = main_of(client, meeting.address)
    assert "Sample" in shown.select_one("#adopted li").text
    assert "Sample" in shown.select_one("#reported-later thead").text
    reply(record.recommendation(meeting, "2", slug="two"), "ke")
    assert len(main_of(client, meeting.address).select("#reported-later .tag--sample")) == 1


def test_without_the_later_meeting_all_replies_count(client, adopted):
    reply(adopted, "ke", 2021, "partly")
    honlea(31, 2020, publish=False)
    table = main_of(client, adopted.meeting.address).find(id="reported-later")
    assert "not on record yet" in words(table)
    assert "Partly put into practice (2021)" in words(table)
    assert "Meeting 31" not in table.text


def test_no_draft_is_ever_public(client, adopted):
    """Neither a recommendation that was never public, nor what the draft of a public one says."""
    hidden = record.recommendation(adopted.meeting, "9", title=CANARY, slug="nine", publish=False)
    reply(hidden, "ke", text=f"<p>{CANARY}</p>")
    draft = adopted.get_latest_revision_as_object()
    draft.replies = [Reply(state=factories.member_state("ke"), year=2021, text=CANARY, source="x")]
    draft.addressed_states = [factories.member_state("ke")]
    draft.save_revision()
    adopted.meeting.refresh_from_db()
    addresses = [
        adopted.address,
        adopted.meeting.address,
        LIST,
        f"{LIST}?stands=open",
        "/meetings/bodies/honlea-africa/",
        "/states/ke/",
        f"/api/v1/body-recommendations/{adopted.pk}",
        "/search/?type=recommendation",
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert CANARY not in answer.content.decode(), address
    assert client.get(hidden.address).status_code == 404
    assert "No State has reported on it." in words(main_of(client, adopted.address))
    assert "1 is open" in words(main_of(client, "/meetings/bodies/honlea-africa/"))


def test_what_stands_at_a_withdrawn_meeting_is_in_no_list(client, adopted):
    adopted.meeting.unpublish()
    assert not main_of(client, LIST).select("h3 a")
    assert "Meeting 29" not in main_of(client, LIST).text


def test_a_body_that_is_not_verified_has_no_list(client):
    record.body("secret", "A body that nobody confirmed", verified=False)
    assert client.get("/meetings/bodies/secret/recommendations/").status_code == 404


@pytest.mark.parametrize("prefix", ["/ar", "/zh-hans"])
def test_the_pages_are_in_every_language(client, adopted, prefix):
    reply(adopted, "ke", status="partly")
    for path in (adopted.address, adopted.meeting.address, LIST):
        assert client.get(prefix + path).status_code == 200


@pytest.mark.slow
def test_pages_cost_the_same_however_many_there_are(client, meeting):
    honlea(31, 2021)
    pages = [meeting.address, LIST, "/meetings/bodies/honlea-africa/"]
    first = record.recommendation(meeting, "0", slug="zero")

    def costs_with(numbers, states):
        for number in numbers:
            page = record.recommendation(meeting, str(number), slug=f"no-{number}")
            page.addressed_states = [factories.member_state(code) for code in states]
            page.save_and_publish(None, "test")
            for code in states:
                reply(page, code)
                reply(first, code, 2020 - number)
        found = []
        for address in (*pages, first.address):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found.append(len(queries))
        return found

    assert costs_with(range(2), ["ke", "ng"]) == costs_with(range(2, 5), ["eg", "fr", "pe"])

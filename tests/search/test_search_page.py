"""/search/ as a visitor uses it: links, forms, and what people mistype."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taxonomy.models import Chapter
from tests.factories import PracticeFactory, StrategyFactory, document_of
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


def get(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture(scope="module", autouse=True)
def _naloxone(django_db_setup, django_db_blocker):
    yield from shared(_two_practices, django_db_blocker)


def _two_practices():
    chapters = {number: Chapter.objects.get(number=number) for number in (1, 4)}
    return [
        PracticeFactory(
            title=f"Naloxone {number}",
            summary="Take-home naloxone for peers.",
            description="<p>Police carry naloxone &amp; training.</p>",
            terms={"chapters": [chapters[number]]},
        )
        for number in (1, 4)
    ]


def test_finds_by_word_and_chapters(client):
    page = get(client, "/search/?q=naloxone&chapter=1&chapter=4")
    text = page.get_text()
    assert "Naloxone 1" in text
    assert "Naloxone 4" in text
    assert page.find("mark").get_text().lower() == "naloxone"


def test_the_address_is_the_state_of_the_form(client):
    page = get(client, "/search/?q=naloxone&chapter=4&sort=newest")
    assert page.find("input", {"name": "q"})["value"] == "naloxone"
    checked = page.find_all("input", {"name": "chapter", "checked": True})
    assert [box["value"] for box in checked] == ["4"]


def test_a_chip_removes_one_choice(client):
    page = get(client, "/search/?q=naloxone&chapter=1&chapter=4")
    links = {a["href"] for a in page.find_all("a", href=True)}
    assert "/search/?q=naloxone&chapter=4" in links
    assert "/search/?q=naloxone&chapter=1" in links
    assert "/search/?q=naloxone" in links


@pytest.mark.asvs("2.2.1", "2.2.2")
@pytest.mark.parametrize(
    "params",
    [
        "chapter=99",
        "state=atlantis",
        "state=va",
        "recommendation=4.j",
        "recommendation=%F0%9F%92%A9",
        "year=abc",
        "language=tlh",
        "type=poem",
        "region=honlea-europe",
        "sort=random",
        "page=x",
        "page=-1",
        "page=1e9",
        "page=²",
    ],
)
def test_what_is_not_known_is_left_out_and_said(client, params):
    page = get(client, f"/search/?q=naloxone&{params}")
    assert "Naloxone 1" in page.get_text()
    value = params.split("=")[1]
    assert value[:3] in page.get_text() or value.startswith("%")


@pytest.mark.parametrize("number", ["2", "501", "1000000000", "9" * 11])
def test_a_page_past_the_end_is_a_404_that_leads_back(client, number):
    page = get(client, f"/search/?q=naloxone&page={number}", status=404)
    assert page.find("a", href="/search/?q=naloxone")


@pytest.mark.asvs("1.3.3", "1.3.5")
def test_of_a_very_long_text_the_beginning_is_searched_for_and_all_is_kept(client):
    text = "naloxone " * 20_000
    page = get(client, f"/search/?q={text.replace(' ', '+')}")
    assert "first 5000 characters" in page.get_text()
    assert "Naloxone 1" in page.get_text()
    assert page.find("input", {"name": "q"})["value"].strip() == text.strip()


@pytest.mark.fault(16)
@pytest.mark.parametrize("text", ["%00", "nal%00oxone", "%ED%A0%80", "%F0%9F%92%A9", "%E2%80%AE"])
def test_strange_characters_get_an_answer(client, text):
    get(client, f"/search/?q={text}&chapter={text}&page={text}&sort={text}")


@pytest.mark.asvs("1.3.3", "1.3.5")
def test_nul_is_passed_over(client):
    assert "Naloxone 1" in get(client, "/search/?q=nal%00oxone").get_text()


@pytest.mark.fault(16)
def test_nothing_is_offered_for_more_than_a_title_holds(client):
    for text in ("a." * 2000, '"a' * 1500):
        assert client.get("/search/suggest", {"q": text}).json() == {"suggestions": []}


@pytest.mark.asvs("15.3.7")
@pytest.mark.fault(17)
def test_repeated_and_flooding_parameters(client):
    flood = "&".join(f"state={number}" for number in range(500))
    get(client, f"/search/?q=a&q=naloxone&sort=newest&sort=state&{flood}")


def test_codes_are_read_as_people_write_them(client):
    PracticeFactory(title="In Kenya", state="ke")
    for written in ("ke", "KE", "ken", "KEN"):
        assert "In Kenya" in get(client, f"/search/?state={written}").get_text()


def test_when_nothing_holds_all_words_some_are_enough_and_it_is_said(client):
    text = get(client, "/search/?q=naloxone+unfindable").get_text()
    assert "Naloxone 1" in text
    assert "No results contain all words" in text


def test_nothing_found_offers_ways_out(client):
    page = get(client, "/search/?q=naloxone+unfindable&chapter=7")
    links = {a["href"] for a in page.find_all("a", href=True)}
    assert "/search/?q=naloxone" in links
    assert "/search/" in links


def test_ways_out_lead_to_something(client):
    page = get(client, "/search/?q=unfindable&chapter=1")
    ways = page.find(class_="nothing__list").find_all("a", href=True)
    assert ways
    for way in ways:
        assert get(client, way["href"]).find(class_="entry"), way["href"]


@pytest.mark.asvs("1.2.1")
def test_markup_in_texts_is_shown_and_not_run(client):
    PracticeFactory(
        title="<script>alert(1)</script> naloxone", summary="<img src=x onerror=alert(1)>"
    )
    page = get(client, "/search/?q=naloxone")
    assert "<script>alert(1)</script>" in page.get_text()
    assert page.find("img", {"onerror": True}) is None


@pytest.mark.asvs("1.1.1", "1.1.2")
def test_markup_in_the_question_is_shown_and_not_run(client):
    page = get(client, "/search/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert all("alert" not in (script.string or "") for script in page.find_all("script"))


def test_htmx_gets_the_same_page(client):
    response = client.get("/search/?q=naloxone", headers={"HX-Request": "true"})
    assert 'id="results"' in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_all_193_states_are_offered_and_a_choice_shows_at_zero(client):
    page = get(client, "/search/?q=naloxone&state=fj")
    states = page.find_all("input", {"name": "state"})
    assert len(states) == 193
    assert [box["value"] for box in states if box.has_attr("checked")] == ["fj"]


def test_annex_titles_states_and_chinese_are_found(client):
    from practices.models import Annex

    document = document_of("ke")
    PracticeFactory(
        title="With annex", terms={"annexes": [Annex(title="Checklist zorga", document=document)]}
    )
    PracticeFactory(title="社区戒毒治疗", language="zh", summary="门诊", state="cn")
    assert "With annex" in get(client, "/search/?q=zorga").get_text()
    assert "社区戒毒治疗" in get(client, "/search/?q=戒毒").get_text()
    assert "社区戒毒治疗" in get(client, "/search/?q=Chine").get_text()


def test_a_strategy_says_its_kind(client):
    StrategyFactory(title="Plan zorga", kind="action_plan")
    assert "Action plan" in get(client, "/search/?q=zorga").get_text()


@pytest.mark.parametrize("factory", [PracticeFactory, StrategyFactory])
def test_a_hit_leads_to_the_page_of_the_contribution(client, factory):
    contribution = factory(title="zorga")
    hit = get(client, "/search/?q=zorga").find(class_="entry").find("a")
    assert hit["href"] == contribution.url
    assert client.get(hit["href"]).status_code == 200


@pytest.mark.slow
def test_query_number_does_not_grow_with_hits(client):
    for number in range(3):
        PracticeFactory(title=f"few zorga {number}")
    for number in range(12):
        PracticeFactory(title=f"many brint {number}")
    number_of_queries(client, "/search/?q=zorga")  # fills the caches
    few = number_of_queries(client, "/search/?q=zorga")
    assert number_of_queries(client, "/search/?q=brint") == few


def number_of_queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        get(client, address)
    return len(queries)

"""All words first, the rest behind: the two parts of the results, on the page and in programs."""

import pytest
from bs4 import BeautifulSoup

from common.function_words import function_words_among
from search.asking import ask_for
from search.engines import get_engine
from search.every import every_id, holding
from search.models import Synonyms
from search.query import NEWEST
from search.wording import content
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def settle(request):
    if request.param == "embedded":
        return lambda: None
    return request.getfixturevalue("settle_elasticsearch")


@pytest.fixture
def three(settle):
    """(a page with both words, one with the first word, one with the second)"""
    both = PracticeFactory(title="Short", description="<p>zorga, and far from it a brint</p>")
    first = PracticeFactory(title="Zorga zorga zorga", summary="Zorga")
    second = PracticeFactory(title="Brint", summary="Other", state="fr")
    PracticeFactory(title="Neither")
    settle()
    return both, first, second


def test_what_holds_all_words_leads_and_alone_is_counted(three):
    both, first, second = three
    raw = get_engine().search(ask_for("zorga brint"))
    assert raw.ids[0] == both.pk
    assert set(raw.ids[1:]) == {first.pk, second.pk}
    assert (raw.total, raw.more, raw.loosened) == (1, 2, False)
    assert raw.counts["state"] == {"ke": 1}


def test_in_another_order_than_relevance_nothing_stands_behind(three):
    raw = get_engine().search(ask_for("zorga brint", sort=NEWEST))
    assert (raw.ids, raw.more) == ((three[0].pk,), 0)


def test_where_nothing_holds_all_words_those_with_some_are_counted(three):
    raw = get_engine().search(ask_for("zorga brint quolp"))
    assert (raw.total, raw.more, raw.loosened) == (3, 0, True)
    assert raw.counts["state"] == {"ke": 2, "fr": 1}
    assert raw.ids[0] == three[0].pk


def test_filters_hold_for_both_parts(three):
    raw = get_engine().search(ask_for("zorga brint", selected={"state": ("fr",)}))
    assert set(raw.ids) == {three[2].pk}


def test_exports_feeds_and_alerts_take_what_is_counted(three, client):
    query = ask_for("zorga brint")
    assert list(every_id(query)) == [three[0].pk]
    assert holding(query, [page.pk for page in three]) == {three[0].pk}
    assert client.get("/search/export.csv?q=zorga+brint").headers["X-Total-Count"] == "1"
    feed = client.get("/search/feed/?q=zorga+brint&sort=relevance").content.decode()
    assert three[0].title in feed
    assert three[1].title not in feed


def test_the_page_says_where_the_looser_part_begins(three, client):
    page = BeautifulSoup(client.get("/search/?q=zorga+brint").content, "html.parser")
    assert "1 result for" in " ".join(page.find(id="results-total").get_text().split())
    line = page.select_one(".hits__more")
    assert "2 more results with some of your words" in line.get_text()
    titles = [link.get_text() for link in page.select(".entry__title")]
    before = [link.get_text() for link in line.find_all_previous(class_="entry__title")]
    assert (before, len(titles)) == ([three[0].title], 3)


def test_programs_are_told_which_results_hold_all_words(three, client):
    answer = client.get("/api/v1/search?q=zorga+brint").json()
    assert (answer["total"], answer["more"]) == (1, 2)
    assert [row["all_words"] for row in answer["results"]] == [True, False, False]


def test_pages_of_results_go_on_through_both_parts(three, client):
    seen = []
    for page in (1, 2, 3):
        answer = client.get(f"/api/v1/search?q=zorga+brint&page_size=1&page={page}").json()
        seen += [(row["id"], row["all_words"]) for row in answer["results"]]
    assert seen[0] == (three[0].pk, True)
    assert {pk for pk, _all in seen} == {page.pk for page in three}
    assert answer["pages"] == 3


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

"""The search by meaning on both engines: a concept in six languages, and one beside a word."""

from urllib.parse import parse_qs, urlsplit

import pytest

from search.asking import ask_for
from search.engines import get_engine
from search.every import every_id, holding
from search.query import NEWEST
from tests import filled_values
from tests.factories import PracticeFactory
from tests.shared_rows import shared

from .test_meaning import add, soup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_engine")]
NALOXONE = {
    "en": "Take-home naloxone kits",
    "fr": "Trousses de naloxone",
    "es": "Distribución de naloxona",
    "ru": "Обучение применению налоксона",
    "ar": "توزيع النالوكسون على الأسر",
    "zh": "向家属发放纳洛酮",
}
WORDS = {"en": "naloxone", "es": "naloxona", "ru": "налоксон", "ar": "نالوكسون", "zh": "纳洛酮"}


def _rows():
    six = {code: PracticeFactory(title=text, language=code) for code, text in NALOXONE.items()}
    PracticeFactory(title="Something else", language="ru")
    add("zorga", ("en", "zorga"), ("en", "the old quolp"))
    titles = ["Zorga brint", "Old quolp, brint", "Brint", "Old quolp"]
    pages = [
        PracticeFactory(title=title, state=code)
        for title, code in zip(titles, ("ke", "fr", "pe", "tr"), strict=True)
    ]
    return six, [page.pk for page in pages]


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    for made in shared(_rows, django_db_blocker):
        filled_values.read()  # with the concept of this file
        yield made
    with django_db_blocker.unblock():
        filled_values.read()


@pytest.fixture
def six(rows):
    return rows[0]


@pytest.fixture
def mixed(rows):
    """(both words, a word and a concept, a word alone, a concept alone)"""
    return rows[1]


def test_a_word_of_any_language_finds_the_concept_in_all(six):
    for language, word in WORDS.items():
        raw = get_engine().search(ask_for(word))
        assert set(raw.ids) == {page.pk for page in six.values()}, word
        assert (raw.total, raw.more, raw.loosened) == (6, 0, False)
        assert raw.counts["language"] == dict.fromkeys(NALOXONE, 1)
        assert raw.ids[0] == six[language].pk or language == "en"
        assert language not in raw.meant


def test_without_meaning_the_words_alone_are_found(six):
    raw = get_engine().search(ask_for("налоксон", meaning=False))
    assert raw.ids == (six["ru"].pk,)
    assert raw.meant == {}


def test_a_word_whose_concept_is_named_counts_as_held(mixed):
    both, meant, word, concept = mixed
    raw = get_engine().search(ask_for("zorga brint"))
    assert raw.ids[:2] == (both, meant)
    assert set(raw.ids[2:]) == {word, concept}
    assert (raw.total, raw.more) == (2, 2)
    assert raw.counts["state"] == {"ke": 1, "fr": 1}
    assert raw.meant == {"en": 1}


def test_every_list_of_results_takes_the_same(mixed, client):
    both, meant, *_others = mixed
    query = ask_for("zorga brint")
    assert list(every_id(query)) == [both, meant]
    assert holding(query, mixed) == {both, meant}
    assert set(get_engine().search(ask_for("zorga brint", sort=NEWEST)).ids) == {both, meant}
    for off, number in (("", "2"), ("&meaning=off", "1")):
        answer = client.get(f"/search/export.csv?q=zorga+brint{off}")
        assert answer.headers["X-Total-Count"] == number
        feed = client.get(f"/search/feed/?q=zorga+brint{off}").content.decode()
        assert feed.count("</entry>") == int(number)
        assert client.get(f"/api/v1/search?q=zorga+brint{off}").json()["total"] == int(number)


def test_alerts_ask_by_meaning_unless_told_not_to(mixed):
    from alerts.matching import Matcher

    both, meant, *_others = mixed
    assert Matcher(mixed).match("q=zorga+brint") == {both, meant}
    assert Matcher(mixed).match("meaning=off&q=zorga+brint") == {both}


def test_filters_hold_for_what_is_meant(mixed):
    raw = get_engine().search(ask_for("zorga brint", selected={"state": ("fr",)}))
    assert raw.ids == (mixed[1],)
    raw = get_engine().search(ask_for("zorga brint", selected={"state": ("ke",)}))
    assert (raw.ids, raw.meant) == ((mixed[0],), {})


def test_a_quoted_phrase_is_no_concept(mixed):
    raw = get_engine().search(ask_for('"zorga" brint'))
    assert raw.ids[: raw.total] == (mixed[0],)


def test_the_state_that_is_named_still_comes_first(mixed):
    raw = get_engine().search(ask_for("zorga France"))
    assert raw.ids[0] == mixed[1]


def test_the_page_says_what_was_found_by_meaning_and_offers_the_words_only(six, client):
    page = soup(client, "/search/?q=naloxone&sort=newest")
    (notice,) = page.select(".notice")
    assert "Also found by meaning: naloxone, in Arabic, Russian and Chinese." in notice.get_text()
    params = parse_qs(urlsplit(notice.a["href"]).query)
    assert params == {"q": ["naloxone"], "sort": ["newest"], "meaning": ["off"]}
    words = soup(client, notice.a["href"])
    titles = {entry.get_text() for entry in words.select(".entry__title")}
    assert titles == {NALOXONE[code] for code in ("en", "fr", "es")}  # the stem is the same
    (notice,) = words.select(".notice")
    assert "Only the words themselves were searched for." in notice.get_text()
    assert "meaning" not in notice.a["href"]
    assert words.find("input", {"name": "meaning"})["value"] == "off"


def test_officers_see_what_a_hit_owes_to_its_meaning(six, client, first):
    client.force_login(first)
    page = soup(client, f"/admin/search/why/?q=naloxone&page={six['ru'].pk}")
    text = " ".join(page.get_text().split())
    assert "By meaning: naloxone – title (1 time)" in text
    assert "It holds all the words, some of them by meaning." in text

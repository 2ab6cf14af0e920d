"""What Elasticsearch adds: languages, spelling, synonyms, beginnings of words, related pages."""

import pytest

from search import rescue
from search.asking import ask_for
from search.engines import elastic, elastic_query, elastic_words, get_engine
from search.models import Synonyms
from search.query import SearchQuery
from search.spelling import mended
from search.suggest import suggestions
from tests.factories import PracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def found(text):
    """What holds all the words."""
    raw = get_engine().search(ask_for(text))
    return set(raw.ids[: raw.total]) if not raw.loosened else set()


# (language, text, search in other forms of its words)
FORMS = [
    ("en", "Prevention programmes for schools", "school programme"),
    ("fr", "L'intégration des usagers par l'emploi", "integration usager"),
    ("es", "Prevención de adicciones en jóvenes", "prevencion adiccion joven"),
    ("ar", "برامج الوقاية من المخدّرات في المدارس", "مدارس المخدرات"),
    ("ru", "Лечение наркотической зависимости", "лечению зависимостей"),
    ("zh", "社区戒毒和社区康复工作", "社区康复"),
]


def test_each_language_finds_other_forms_of_a_word(settle):
    pages = [PracticeFactory(title=text, language=code).pk for code, text, _asked in FORMS]
    settle()
    assert [found(asked) for _code, _text, asked in FORMS] == [{page} for page in pages]


def test_a_title_weighs_more_than_the_text(settle):
    body = PracticeFactory(title="Something", description="<p>naloxone</p>")
    title = PracticeFactory(title="Naloxone", description="<p>something</p>")
    settle()
    assert get_engine().search(SearchQuery(text="naloxone")).ids == (title.pk, body.pk)


def test_words_that_stand_together_come_first(settle):
    apart = PracticeFactory(title="One", description="<p>court of law and a drug, some text</p>")
    together = PracticeFactory(title="Two", description="<p>a drug court and some text, law</p>")
    settle()
    assert get_engine().search(SearchQuery(text="drug court")).ids == (together.pk, apart.pk)


def test_a_misspelt_question_is_mended_and_it_is_said(settle, client):
    page = PracticeFactory(title="Naloxone training for peers")
    settle()
    for typo in ("nalxone", "naloxnoe", "naloxonee", "naloxone trainng"):
        assert found(typo) == set()
        query, raw, notice = rescue.search(get_engine(), SearchQuery(text=typo))
        assert raw.ids == (page.pk,), typo
        assert query.text in notice
        assert "Showing results for" in client.get(f"/search/?q={typo}").content.decode()


def test_an_acronym_nobody_wrote_is_not_taken_for_a_misspelling(settle):
    PracticeFactory(title="The use of naloxone")
    settle()
    assert mended("USA", get_engine().search(SearchQuery(text="USA")).unknown) == "USA"


def test_a_passage_says_where_it_breaks_off(settle):
    text = "Nothing of it here. " * 30 + "the naloxone story goes on " * 30
    PracticeFactory(title="One", summary="Short", description=f"<p>{text}</p>")
    settle()
    (fragments,) = get_engine().search(SearchQuery(text="naloxone")).fragments.values()
    assert fragments.snippet.startswith("… ")
    assert fragments.snippet.endswith(" …")


def test_states_are_offered_whatever_the_accents(settle):
    for typed in ("turk", "Türk", "TÜRK"):
        assert "Türkiye" in suggestions(get_engine(), typed), typed


def test_a_synonym_finds_the_other_term_at_once(settle):
    page = PracticeFactory(title="Opioid agonist therapy in prisons")
    settle()
    assert page.pk in found("OST")
    assert page.pk not in found("zorga")
    entry = Synonyms.objects.create(terms="zorga\nopioid agonist therapy")
    assert page.pk in found("Zorga")
    entry.delete()
    assert page.pk not in found("zorga")


def test_highlights_mark_the_word_and_escape_the_rest(settle, client):
    PracticeFactory(title="A <b>bold</b> naloxone", description="<p>More naloxone &lt;i&gt;</p>")
    settle()
    body = client.get("/search/?q=naloxone").content.decode()
    assert "&lt;b&gt;bold&lt;/b&gt; <mark>naloxone</mark>" in body
    assert "More <mark>naloxone</mark> &lt;i&gt;" in body


def test_beginnings_of_titles_states_and_topics_are_suggested(settle, client):
    PracticeFactory(title="Naloxone for peers")
    hidden = PracticeFactory(title="Naloxone in secret", publish=False)
    settle()
    assert suggestions(get_engine(), "nalo") == ["naloxone", "Naloxone for peers"]
    assert "Kenya" in suggestions(get_engine(), "ken")
    answer = client.get("/search/suggest?q=nalo")
    assert answer.json() == {"suggestions": ["naloxone", "Naloxone for peers"]}
    assert hidden.title not in answer.content.decode()
    html = client.get("/search/suggest?q=nalo", headers={"HX-Request": "true"}).content.decode()
    assert '<option value="Naloxone for peers">' in html


def test_related_pages_share_words_or_tags_and_are_public(settle, client):
    text = {"description": "<p>naloxone training for police officers in rural districts</p>"}
    page = PracticeFactory(title="First", **text)
    like = PracticeFactory(title="Second of its kind", state="fr", **text)
    hidden = PracticeFactory(title="Third of its kind", publish=False, **text)
    PracticeFactory(title="Unlike", description="<p>poppy fields and coffee farming</p>")
    settle()
    body = client.get(page.url).content.decode()
    assert like.title in body
    assert hidden.title not in body
    assert "Unlike" not in body


def test_one_request_however_many_facets(settle, monkeypatch):
    PracticeFactory(title="zorga")
    settle()
    asked = []
    engine = get_engine().first
    stock = elastic.ask_all
    monkeypatch.setattr(
        elastic, "ask_all", lambda all_of_it: asked.extend(all_of_it[:1]) or stock(all_of_it)
    )
    raw = engine.search(
        SearchQuery(text="zorga", selected={"state": ("ke",), "type": ("practice",)})
    )
    assert (raw.total, len(asked)) == (1, 1)
    raw = engine.search(SearchQuery(text="zorga", selected={"state": ("ke",), "chapter": ("1",)}))
    assert (raw.total, len(asked)) == (0, 2)


@pytest.mark.fault(17)
def test_deep_pages_get_an_answer(settle, client):
    PracticeFactory(title="zorga")
    settle()
    for page in (500, 501, 10_000):
        assert client.get(f"/search/?page={page}").status_code == 404, page


SYNTAX = [
    '"',
    "AND",
    "title:*",
    "{!lucene}",
    "(((",
    "a" * 1000,
    "/.*(.*)*x/",
    "\\",
    "~2",
    "😀",
    "the",
    "戒毒治疗社区康复" * 120,
    "a b c d e f g " * 70,
    "naloxone OST NPS HIV " * 45,
]


@pytest.mark.asvs("1.2.4")
def test_query_syntax_is_only_text(settle, client):
    PracticeFactory(title="zorga")
    settle()
    for text in SYNTAX:
        response = client.get("/search/", {"q": text, "state": text, "sort": text})
        assert response.status_code == 200, text
        assert "not available" not in response.content.decode(), text


ONE_WORD = [
    "naloxone",
    "the",
    "families",
    "prévention",
    "лечение",
    "العلاج",
    "戒毒",
    "take-home",
    "x",
]


def test_one_word_finds_and_counts_what_all_of_one_word_would(settle, monkeypatch):
    """What one word needs is asked for in fewer clauses, to the same effect."""
    PracticeFactory(title="Naloxone for families", summary="The take-home kit")
    PracticeFactory(title="Prévention des overdoses", language="fr")
    PracticeFactory(title="Лечение", language="ru", description="<p>The family</p>")
    PracticeFactory(title="العلاج والوقاية", language="ar")
    PracticeFactory(title="社区戒毒", language="zh")
    settle()
    in_short = [get_engine().search(ask_for(word)) for word in ONE_WORD]
    for module in (elastic_query, elastic_words):
        monkeypatch.setattr(module, "is_one_word", lambda _query: False)
    for word, short in zip(ONE_WORD, in_short, strict=True):
        whole = get_engine().search(ask_for(word))
        assert (short.total, short.counts, short.more) == (whole.total, whole.counts, whole.more)
        assert set(short.ids) == set(whole.ids), word
        assert short.fragments == whole.fragments, word


def test_the_request_is_a_pure_function_of_the_query():
    body = elastic_query.build(SearchQuery(selected={"chapter": ("1", "4")}, page=2, page_size=5))
    assert body["from"] == 5
    assert body["size"] == 5
    assert body["_source"] is False
    assert body["track_total_hits"] is True
    chapters = {"terms": {"facets.chapter": ["1", "4"]}}
    types = {"terms": {"facets.type": ["practice", "strategy"]}}
    assert _each(body["post_filter"]) == [chapters, types]
    others = body["aggs"]["_filter_"]
    assert _each(others["filter"]) == [chapters, types]
    assert others["aggs"]["state"]["terms"] == {"field": "facets.state", "size": 1000}
    assert "chapter" not in others["aggs"]
    assert body["aggs"]["_filter_chapter"]["filter"] == types
    assert body["sort"][0] == {"published": {"order": "desc", "missing": "_last"}}


def _each(joined):
    """The conditions of a query that wants all of them."""
    return sorted(joined["bool"]["must"], key=str)

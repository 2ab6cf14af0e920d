"""How often a search that finds nothing asks its engine and the database."""

import pytest

from search.engines import get_engine
from search.engines.database import DatabaseEngine
from search.engines.elastic_client import visitor_client
from search.engines.together import Together
from search.query import SearchQuery
from tests.factories import PracticeFactory
from tests.queries import at_most
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes_at_once", "kept_pages")]
SEARCHES = [
    "q=zzqqxx",
    "q=needels+zzqqxx&chapter=7",
    "q=zzqqxx+in+Kiribati",
    "q=zzqqxx+vvww+in+Kiribati&chapter=7",
    "q=zzqq+xxyy+vvww+uutt&chapter=1&sort=newest",
]


@pytest.fixture(scope="module", autouse=True)
def _shared(django_db_setup, django_db_blocker):
    yield from shared(_some_practices, django_db_blocker)


def _some_practices():
    for number in range(3):
        PracticeFactory(title=f"Exchange of needles {number}")


def shown(client, search):
    answer = client.get(f"/search/?{search}")
    assert answer.context["results"].total == 0
    return dict(answer.context["suggestions"])


@pytest.mark.parametrize("search", SEARCHES)
def test_the_database_is_asked_for_each_thing_once(client, search):
    client.get("/search/?q=exchange")  # fills the caches
    with at_most(20) as statements:
        shown(client, search)
    facets = [sql for sql in statements if "_chapters" in sql]
    assert len(facets) <= 1


def test_what_to_try_finds_something(client):
    found = shown(client, "q=needles+zzqqxx&chapter=7&sort=newest")
    assert "Everything that has been shared" in found
    assert "Only “needles”" in found
    assert "Only “zzqqxx”" not in found


def test_an_answer_is_looked_for_when_it_is_called_for(monkeypatch):
    searches = []
    search = DatabaseEngine.search

    def noted(engine, query):
        searches.append(query.text)
        return search(engine, query)

    monkeypatch.setattr(DatabaseEngine, "search", noted)
    engine = Together(get_engine())
    engine.prepare([SearchQuery(text="needles"), SearchQuery(text="exchange")])
    assert searches == []
    assert engine.search(SearchQuery(text="exchange")).total == 3
    assert searches == ["exchange"]


@pytest.mark.elasticsearch
def test_elasticsearch_is_asked_twice(client, settle, monkeypatch):
    settle()
    client.get("/search/?q=exchange")
    requests = []
    transport = visitor_client().transport
    perform = transport.perform_request

    def noted(method, target, **options):
        requests.append(target)
        return perform(method, target, **options)

    monkeypatch.setattr(transport, "perform_request", noted)
    for search in SEARCHES:
        requests.clear()
        with at_most(10):
            found = shown(client, search)
        assert "Everything that has been shared" in found, search
        assert len(requests) == 2, search


@pytest.mark.elasticsearch
def test_several_searches_in_one_request_find_what_each_finds(settle):
    settle()
    queries = [
        SearchQuery(text="needles"),
        SearchQuery(text="needles zzqqxx", sort="newest"),
        SearchQuery(text="zzqqxx"),
        SearchQuery(),
    ]
    engine = get_engine()
    together = [answer() for answer in engine.search_all(queries)]
    assert together == [engine.search(query) for query in queries]
    assert [raw.loosened for raw in together] == [False, True, False, False]
    assert not any(raw.degraded for raw in together)

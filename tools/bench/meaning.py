"""The search by meaning: its reach across languages, its cost, and what it does to relevance."""

import json

from search.asking import ask_for
from search.engines.elastic import ElasticEngine
from search.engines.elastic_client import worker_client
from search.engines.elastic_index import settings_and_mappings
from search.engines.elastic_query import build
from search.kinds import Side
from taxonomy.concepts import keys_in
from tools.bench.concept_texts import FIRST, concept_texts, reach
from tools.bench.embedded import run_without_servers
from tools.bench.embedded_meaning import ANSWER, DATABASE
from tools.bench.figures import Figure, at_most
from tools.bench.judged import RECALL_DEPTH
from tools.bench.places import SMALL
from tools.bench.questions import QUESTIONS
from tools.bench.relevance import as_ours, collections, filled, score
from tools.bench.timing import by_turns, ratio
from tools.bench.worlds import World

LEAST_FOUND, MOST_STRAY = 0.95, 0.01
MOST_TIMES, MOST_LOST = 1.25, 0.005
ROUNDS = 40
DEEP = 200  # results of a search that are looked at


def meaning():
    World(SMALL).enter()
    figures = [*_reach_of_elasticsearch(), *_cost(), *_relevance()]
    run_without_servers("tools.bench.embedded_meaning", DATABASE)
    return figures + [Figure(*row) for row in json.loads(ANSWER.read_text())]


def _reach_of_elasticsearch():
    texts = concept_texts()
    client, name = worker_client(), "bench-meaning"
    client.indices.delete(index=name, ignore_unavailable=True)
    client.indices.create(index=name, **settings_and_mappings())
    try:
        for number, text in enumerate(texts):
            document = _document(text, number)
            client.index(index=name, id=str(number), routing=Side.SHARED, document=document)
        client.indices.refresh(index=name)

        def search(text):
            body = build(ask_for(text, page_size=DEEP))
            answer = client.search(index=name, body=body)
            counted = answer["aggregations"]["_counted"]["_total"]["doc_count"]
            return [int(hit["_id"]) for hit in answer["hits"]["hits"]], counted

        yield from reach_figures("Elasticsearch", texts, search)
    finally:
        client.indices.delete(index=name)


def _document(text, number):
    row = {"title": "", "text": text.text}
    concepts = keys_in(text.text, text.language)
    return as_ours(row, text.language, number) | {"concepts": concepts}


def reach_figures(engine, texts, search):
    named = [keys_in(text.text, text.language) for text in texts]
    found, missed = reach(texts, search, lambda number, key: key in named[number])
    concepts = sorted({asked.concept for asked, _text in missed})
    return [
        Figure(
            f"{engine}: texts of another language in the first {FIRST}",
            f"{found.share:.1%}",
            f"≥ {LEAST_FOUND:.0%}",
            found.share >= LEAST_FOUND,
            f"of {found.pairs:,} pairs; not for {', '.join(concepts)}",
        ),
        Figure(
            f"{engine}: texts found without the concept",
            f"{found.stray_share:.2%}",
            f"≤ {MOST_STRAY:.0%}",
            found.stray_share <= MOST_STRAY,
            f"{found.strangers} of {found.others:,}",
        ),
    ]


def _cost():
    """The request built, sent and read, with and without concepts, by turns."""
    engine = ElasticEngine()
    asked = [ask_for(query.text, selected=query.selected) for query in QUESTIONS]
    candidates = {
        "with": engine.search,
        "without": lambda query: engine.search(query.in_words),
    }
    named = [query for query in asked if query.meant]
    times = by_turns(candidates, named, ROUNDS, "Meaning")
    median, slow = ratio(times["with"], times["without"])
    what = f"{SMALL:,}: request with concepts / without"
    note = f"{times['with']} against {times['without']}; {slow:.2f}× at p95"
    return [at_most(what, median, MOST_TIMES, note)]


def _relevance():
    """nDCG@10 of the public collections with concepts, against that without."""
    for collection in collections():
        with filled(collection, settings_and_mappings(), _with_concepts) as index:
            on, off = (
                score(collection, index, lambda text, is_on=is_on: _body(text, is_on))[0]
                for is_on in (True, False)
            )
        yield lost(collection.name, on, off)


def lost(name, on, off):
    return Figure(
        f"{name}: nDCG@10 with concepts",
        f"{on:.3f}",
        f"≥ {off - MOST_LOST:.3f}",
        round(on, 3) >= round(off - MOST_LOST, 3),
        f"without concepts {off:.3f}",
    )


def _with_concepts(row, language, number):
    document = as_ours(row, language, number)
    return document | {"concepts": keys_in(f"{row['title']}\n{row['text']}", language)}


def _body(text, is_on):
    body = build(ask_for(text, meaning=is_on, page_size=RECALL_DEPTH))
    return {name: body[name] for name in ("query", "sort", "size", "_source")}

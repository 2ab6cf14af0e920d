"""nDCG@10 of public test collections, through the portal's own request and index settings."""

from contextlib import contextmanager
from unittest.mock import patch

from elasticsearch.helpers import bulk
from tqdm import tqdm

from search.engines import elastic
from search.engines.elastic_client import worker_client
from search.engines.elastic_index import settings_and_mappings
from search.engines.elastic_query import build
from search.query import SearchQuery
from tools.bench.figures import Figure
from tools.bench.judged import DEPTH, Collection, ndcg
from tools.bench.places import SMALL, relevance_folder
from tools.bench.worlds import World

ANALYZERS = {
    "en": "english", "fr": "french", "es": "spanish",
    "ru": "russian", "ar": "arabic", "zh": "cjk",
}  # fmt: skip
# Of plain BM25 on one field with the language's analyzer, as handed to us with the collections.
EXPECTED = {
    "cranfield": 0.517,
    "xquad-es": 0.957,
    "xquad-ru": 0.954,
    "xquad-ar": 0.937,
    "xquad-zh": 0.963,
}
LEEWAY = 0.01
BATCH = 200  # questions a request


def collections():
    folder = relevance_folder()
    return (
        [Collection(path) for path in sorted(folder.iterdir()) if path.is_dir()] if folder else []
    )


def relevance():
    """A figure for each collection."""
    World(SMALL).enter()
    return [_figure(collection) for collection in tqdm(collections(), desc="Relevance")]


def _figure(collection):
    with filled(collection, settings_and_mappings(), _as_ours) as index:
        ours = score(collection, index, ours_for)
    analyzer = {"type": "text", "analyzer": ANALYZERS[collection.language]}
    settings = {"number_of_shards": 1, "number_of_replicas": 0}
    body = {"settings": settings, "mappings": {"properties": {"text": analyzer}}}
    with filled(collection, body, _as_plain) as index:
        plain = score(collection, index, plain_for)
    expected = EXPECTED.get(collection.name, plain)
    least = expected - LEEWAY
    return Figure(
        f"{collection.name}: nDCG@{DEPTH}",
        f"{ours:.3f}",
        f"≥ {least:.3f}",
        round(ours, 3) >= round(least, 3),
        f"plain BM25 in the same run {plain:.3f}",
    )


@contextmanager
def filled(collection, body, shape):
    """The name of an index that holds the collection; dropped afterwards."""
    client, name = worker_client(), f"bench-{collection.name}"
    client.indices.delete(index=name, ignore_unavailable=True)
    client.indices.create(index=name, **body)
    try:
        rows = enumerate(collection.documents())
        bulk(
            client,
            ({"_index": name, "_id": str(number), **shape(row, collection.language, number)}
             for number, row in rows),
            refresh=True,
        )  # fmt: skip
        yield name
    finally:
        client.indices.delete(index=name)


def _as_ours(row, language, number):
    """Shaped as search.documents does it."""
    return {
        "title": {language: row["title"]},
        "body": {language: row["text"]},
        "facets": {"language": [language]},
        "complete": row["title"],
        "page_id": number,
    }


def _as_plain(row, language, number):
    return {"text": f"{row['title']} {row['text']}"}


def ours_for(text):
    body = build(SearchQuery(text=text, page_size=DEPTH)).to_dict()
    return {name: body[name] for name in ("query", "sort", "size", "_source")}


def plain_for(text):
    return {"query": {"match": {"text": text}}, "size": DEPTH, "_source": False}


def score(collection, index, body_for):
    """Mean nDCG of the judged questions; one without an answer counts as zero."""
    ids = [row["id"] for row in collection.documents()]
    judgements = collection.judgements()
    asked = [(key, text) for key, text in collection.queries().items() if key in judgements]
    gained = 0
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        for (key, _text), found in zip(batch, _answers(index, batch, body_for), strict=True):
            ranking = [ids[int(hit["_id"])] for hit in found["hits"]["hits"]]
            gained += ndcg(ranking, judgements[key])
    return gained / len(asked)


def _answers(index, batch, body_for):
    searches = [part for _key, text in batch for part in ({}, body_for(text))]
    return worker_client().msearch(index=index, searches=searches)["responses"]


@contextmanager
def portal_on(index):
    """The portal's engine, asking this index instead of its own."""
    with patch.object(elastic, "ALIAS", index):
        yield

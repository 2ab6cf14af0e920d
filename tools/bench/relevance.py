"""nDCG@10 and R@100 of public test collections, through the portal's own request and settings."""

from contextlib import contextmanager
from unittest.mock import patch

from elasticsearch.helpers import bulk
from tqdm import tqdm

from search.engines import elastic_client
from search.engines.elastic_client import worker_client
from search.engines.elastic_index import settings_and_mappings
from search.engines.elastic_query import build
from search.kinds import Side
from search.query import SearchQuery
from tools.bench.figures import Figure
from tools.bench.judged import RECALL_DEPTH, Collection, means
from tools.bench.places import SMALL, relevance_folder
from tools.bench.worlds import World

ANALYZERS = {
    "en": "english", "fr": "french", "es": "spanish",
    "ru": "russian", "ar": "arabic", "zh": "cjk",
}  # fmt: skip
# Below plain BM25 in the same run, at most.
LEEWAY_NDCG, LEEWAY_RECALL = 0.005, 0.01
BATCH = 200  # questions a request


def collections():
    folder = relevance_folder()
    return (
        [Collection(path) for path in sorted(folder.iterdir()) if path.is_dir()] if folder else []
    )


def relevance():
    """Two figures for each collection."""
    World(SMALL).enter()
    parts = [_figures(collection) for collection in tqdm(collections(), desc="Relevance")]
    return [figure for figures in parts for figure in figures]


def _figures(collection):
    with filled(collection, settings_and_mappings(), as_ours) as index:
        ours = score(collection, index, ours_for)
    analyzer = {"type": "text", "analyzer": ANALYZERS[collection.language]}
    settings = {"number_of_shards": 1, "number_of_replicas": 0}
    body = {"settings": settings, "mappings": {"properties": {"text": analyzer}}}
    with filled(collection, body, _as_plain) as index:
        plain = score(collection, index, plain_for)
    return against(collection.name, ours, plain, "plain BM25")


def against(name, ours, plain, what):
    """Figures of a (nDCG, recall) pair beside that of a plain search in the same run."""
    leeways = {"nDCG@10": LEEWAY_NDCG, "R@100": LEEWAY_RECALL}
    for (measure, leeway), own, other in zip(leeways.items(), ours, plain, strict=True):
        least = round(other - leeway, 3)
        yield Figure(
            f"{name}: {measure}",
            f"{own:.3f}",
            f"≥ {least:.3f}",
            round(own, 3) >= least,
            f"{what} in the same run {other:.3f}",
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
            ({"_index": name, "_id": str(number), "_routing": Side.SHARED,
              **shape(row, collection.language, number)} for number, row in rows),
            refresh=True,
        )  # fmt: skip
        yield name
    finally:
        client.indices.delete(index=name)


def as_ours(row, language, number):
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
    body = build(SearchQuery(text=text, page_size=RECALL_DEPTH))
    return {name: body[name] for name in ("query", "sort", "size", "_source")}


def plain_for(text):
    return {"query": {"match": {"text": text}}, "size": RECALL_DEPTH, "_source": False}


def score(collection, index, body_for):
    """(nDCG, recall) of the judged questions; one without an answer counts as zero."""
    ids = [row["id"] for row in collection.documents()]
    judgements = collection.judgements()
    asked = [(key, text) for key, text in collection.queries().items() if key in judgements]
    rankings = {}
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        for (key, _text), found in zip(batch, _answers(index, batch, body_for), strict=True):
            rankings[key] = [ids[int(hit["_id"])] for hit in found["hits"]["hits"]]
    return means(rankings, judgements)


def _answers(index, batch, body_for):
    searches = [part for _key, text in batch for part in ({}, body_for(text))]
    return worker_client().msearch(index=index, searches=searches)["responses"]


@contextmanager
def portal_on(index):
    """The portal's engine, asking this index instead of its own."""
    with patch.object(elastic_client, "ALIAS", index):
        yield

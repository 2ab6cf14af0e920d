"""The rebuild of the index against Elastic's own bulk helper with documents that are ready."""

from elasticsearch.helpers import bulk

from practices.models import ContributionPage
from search.documents import documents
from search.engines.elastic_client import worker_client
from search.engines.elastic_index import settings_and_mappings
from search.engines.elastic_write import CHUNK
from search.rebuild import rebuild
from tools.bench.figures import Figure, at_least
from tools.bench.places import SMALL
from tools.bench.timing import by_turns
from tools.bench.worlds import World

ROUNDS = 3
INDEX = "bench-ready"


def indexing():
    """Figure (e)."""
    World(SMALL).enter()
    ready = documents_by_id()
    times = by_turns(
        {"rebuild": lambda _: rebuild(), "ready": send_ready}, [ready], ROUNDS, "Rebuild", warm_up=1
    )
    worker_client().indices.delete(index=INDEX, ignore_unavailable=True)
    speed = times["ready"].p50 / times["rebuild"].p50
    seconds = {name: taken.p50 / 1000 for name, taken in times.items()}
    return [
        Figure("rebuild", f"{SMALL / seconds['rebuild']:,.0f} pages/s"),
        at_least(
            "rebuild / bulk of ready documents",
            speed,
            0.5,
            f"{seconds['rebuild']:.1f} s against {seconds['ready']:.1f} s",
        ),
    ]


def documents_by_id():
    ids = list(ContributionPage.objects.order_by("pk").values_list("pk", flat=True))
    found = {}
    for start in range(0, len(ids), CHUNK):
        found |= documents(ids[start : start + CHUNK])
    return found


def send_ready(ready):
    """The same settings, the same order: create, fill, refresh."""
    client, body = worker_client(), settings_and_mappings()
    client.indices.delete(index=INDEX, ignore_unavailable=True)
    client.indices.create(index=INDEX, settings=body["settings"], mappings=body["mappings"])
    actions = ({"_index": INDEX, "_id": str(pk), "_source": one} for pk, one in ready.items())
    bulk(client, actions, chunk_size=CHUNK)
    client.indices.refresh(index=INDEX)

"""Rows 10, 21 and 33 of the list of faults: killed rebuilds, planted drift, killed workers."""

import random
import time

from django.db.models import F, Value
from django.db.models.functions import Concat
from wagtail.models import Page

from practices.models import ContributionPage
from search import outbox, rebuild, sync
from search.audit import audit, repair
from search.documents import documents
from search.engines.elastic_client import ALIAS, worker_client
from search.engines.elastic_write import write
from search.models import IndexState
from tools.bench import children
from tools.bench.figures import Figure, at_most
from tools.bench.places import SMALL
from tools.bench.worlds import World

REBUILDS_KILLED, WORKERS_KILLED, PLANTED = 20, 100, 50
LONGEST_AUDIT = 60  # seconds


def killing():
    World(SMALL).enter()
    rng = random.Random(33)  # noqa: S311  not a secret
    return [*_killed_rebuilds(rng), *_planted(rng), *_killed_workers(rng)]


def _killed_rebuilds(rng):
    """Row 10: at twenty moments of a rebuild; the old index serves on, the next run clears up."""
    start = time.perf_counter()
    rebuild.rebuild()
    whole = time.perf_counter() - start
    before, gaps, killed = _held(), 0, 0
    for _ in range(REBUILDS_KILLED):
        child = children.start(rebuild.rebuild)
        killed += children.kill_after(child, rng.uniform(0, 0.9 * whole))
        gaps += _held() != before
    rebuild.rebuild()
    note = f"{killed} killed before they were done; {gaps} times the serving index was not whole"
    left = len(rebuild._indices())
    return [Figure("row 10: indices left after killed rebuilds", str(left), "1", left == 1, note)]


def _held():
    client = worker_client()
    client.indices.refresh(index=ALIAS)
    return client.count(index=ALIAS)["count"]


def _planted(rng):
    """Row 21: fifty missing, fifty ghosts, fifty stale, behind the outbox's back."""
    pages = rng.sample(list(ContributionPage.objects.values_list("pk", flat=True)), 2 * PLANTED)
    own = dict(IndexState.objects.filter(page_id__in=pages).values_list("page_id", "version"))
    versions = {pk: own.get(pk, 0) + rng.randint(1, 9) for pk in pages}
    versions |= {10**8 + number: 1 for number in range(PLANTED)}
    stale, ghosts = pages[PLANTED:], list(versions)[2 * PLANTED :]
    found = {pk: document | {"title_key": "old"} for pk, document in documents(stale).items()}
    body = next(iter(found.values()))
    write(found | dict.fromkeys(ghosts, body), versions)
    start = time.perf_counter()
    drift = audit()
    seconds = time.perf_counter() - start
    counts = tuple(len(kind) for kind in (drift.missing, drift.ghost, drift.stale))
    repair(drift)
    sync.drain()
    left = len(audit().pages)
    return [
        Figure("row 21: faults found of 150", str(sum(counts)), "150", counts == (PLANTED,) * 3,
               f"missing, ghost, stale: {counts}; {left} left after the repair"),
        at_most(f"row 21: audit of {SMALL:,}", seconds, LONGEST_AUDIT, unit=" s"),
    ]  # fmt: skip


def _killed_workers(rng):
    """Row 33: a hundred workers killed in the middle of their batches; nothing is lost."""
    pages = list(ContributionPage.objects.order_by("pk").values_list("pk", flat=True)[:5000])
    Page.objects.filter(pk__in=pages).update(title=Concat(F("title"), Value(" again")))
    outbox.mark(pages)
    killed = 0
    for _ in range(WORKERS_KILLED):
        child = children.start(sync.drain)
        killed += children.kill_after(child, rng.uniform(0.02, 0.6))
    waiting = IndexState.objects.unsettled().count()
    sync.drain()
    left, drift = IndexState.objects.unsettled().count(), len(audit().pages)
    note = f"{killed} killed at work on {len(pages):,} pages, {waiting:,} left to the last one"
    lost = left + drift
    return [Figure("row 33: pages lost by killed workers", str(lost), "0", lost == 0, note)]

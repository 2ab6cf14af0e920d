"""Row 9 of the list of faults: a rebuild while visitors search and editors write."""

import asyncio
import random
import threading
import time
from urllib.parse import quote

from django.db import connection
from wagtail.models import PageViewRestriction

from practices.models import ContributionPage, PracticePage
from search import outbox, sync
from search.audit import audit
from search.rebuild import rebuild
from tools.bench import children, load
from tools.bench.figures import Figure, at_most
from tools.bench.places import SMALL
from tools.bench.timing import Times, timed
from tools.bench.worlds import World

WRITES_A_SECOND, VISITORS, CALM_SECONDS = 5, 20, 10
LONGEST = 300  # seconds
WORD = "zorgabrint"  # planted in pages that nobody writes to: its count may never change
PLANTED = 100


def reindex():
    World(SMALL).enter()
    _plant()
    with load.gunicorn(), children.beside(sync.Worker().run):
        calm, _nothing = _visited(lambda: time.sleep(CALM_SECONDS))
        busy, (seconds, writes) = _visited(_rebuild_while_writing)
    sync.drain()
    drift = len(audit().pages)
    wrong = sum(not right for _milliseconds, right in busy)
    slower = _times(busy).p95 / _times(calm).p95
    return [
        at_most("row 9: rebuild in traffic", seconds, LONGEST, unit=" s"),
        Figure("row 9: answers wrong or failed", str(wrong), "0", wrong == 0,
               f"of {len(busy):,}, beside {writes} writes"),
        at_most("row 9: p95 of a search, against calm", slower, 2,
                f"{_times(busy)} against {_times(calm)}"),
        Figure("row 9: pages that drifted", str(drift), "0", drift == 0),
    ]  # fmt: skip


def _times(answers):
    return Times(tuple(milliseconds for milliseconds, _right in answers))


def _plant():
    pages = list(PracticePage.objects.order_by("-pk").values_list("pk", flat=True)[:PLANTED])
    PracticePage.objects.filter(pk__in=pages).update(partners=WORD)
    outbox.mark(pages)
    sync.drain()


def _visited(work):
    """[(milliseconds, whether the count was right)] of searches meanwhile; what the work gave."""
    answers, over = [], threading.Event()
    visitors = threading.Thread(target=lambda: asyncio.run(_visit(answers, over)))
    visitors.start()
    try:
        result = work()
    finally:
        over.set()
        visitors.join()
    return answers, result


async def _visit(answers, over):
    await asyncio.gather(*(_visitor(answers, over) for _ in range(VISITORS)))


async def _visitor(answers, over):
    expected = f"{PLANTED} ".encode()
    while not over.is_set():
        start = time.perf_counter()
        text = await load.fetch(f"/search/?q={quote(WORD)}")
        right = text.startswith(b"HTTP/1.1 200") and expected in text and load.DEGRADED not in text
        answers.append(((time.perf_counter() - start) * 1000, right))


def _rebuild_while_writing():
    """(seconds, number of writes)"""
    over, writes = threading.Event(), []
    writer = threading.Thread(target=write, args=(over, writes))
    writer.start()
    try:
        seconds = timed(rebuild) / 1000
    finally:
        over.set()
        writer.join()
    return seconds, len(writes)


def write(over, writes, a_second=WRITES_A_SECOND):
    """Edit, withdraw or restrict pages until it is over."""
    World(SMALL).enter(clear=False)
    rng = random.Random(9)  # noqa: S311  not a secret
    pages = list(ContributionPage.objects.order_by("pk").values_list("pk", flat=True)[:500])
    while not over.wait(1 / a_second):
        page = ContributionPage.objects.get(pk=rng.choice(pages)).specific
        rng.choice([_edit, _unpublish, _restrict])(page)
        writes.append(page.pk)
    connection.close()


def _edit(page):
    page.title = f"{page.title[:100]} again"
    page.publish(page.save_revision(), way="bench")


def _unpublish(page):
    if page.live:
        page.unpublish()
    else:
        page.publish(page.save_revision(), way="bench")


def _restrict(page):
    PageViewRestriction.objects.filter(page=page).delete()
    if page.pk % 2:
        PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")

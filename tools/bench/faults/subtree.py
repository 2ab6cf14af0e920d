"""Row 13: five hundred pages below one State are restricted, opened, moved and withdrawn."""

import json
import os
import time

from wagtail.models import Page, PageViewRestriction

from search import sync
from search.audit import audit
from search.engines import get_engine
from search.query import SearchQuery
from search.rebuild import rebuild
from tests.factories import PracticeFactory, state_page
from tools.bench.faults import stand
from tools.bench.figures import at_most

PAGES, STATE = 500, "lu"  # a State without samples
GONE, RIGHT = 5, 30  # seconds
SERVER = os.environ.get("BENCH_FAULTS_ELASTICSEARCH", "http://127.0.0.1:9209")
WORD = "zorga"  # in no other page
# In a process of its own, whose database is the stand's.
MEASURE = """
import json
from tools.bench.faults import subtree
print(json.dumps(subtree.measure()))
"""


def subtree():
    with stand.database():
        printed = stand.told(stand.shell(MEASURE, ELASTICSEARCH_URL=SERVER))
    seconds = json.loads(printed.splitlines()[-1])
    goals = {"restricted": GONE, "withdrawn": GONE}
    return [
        at_most(f"row 13: {PAGES} pages {name}, index right", taken, goals.get(name, RIGHT),
                unit=" s")
        for name, taken in seconds.items()
    ]  # fmt: skip


def measure():
    """{what was done to the subtree: seconds until results, counts and audit are right}"""
    rebuild()
    _publish()
    top, other = state_page(STATE), state_page("fr")
    restriction = PageViewRestriction(page=top.page_ptr, restriction_type="login")
    times = {"restricted": _timed(restriction.save, {})}
    times["opened"] = _timed(restriction.delete, {STATE: PAGES})
    times["moved"] = _timed(lambda: _move(top, other), {"fr": PAGES})
    times["withdrawn"] = _timed(lambda: _unpublish(other), {})
    return times


def _publish():
    for number in range(PAGES):
        PracticeFactory(state=STATE, title=f"{WORD} {number}", slug=f"{WORD}-{number}")
    sync.drain()


def _move(top, other):
    for page in Page.objects.child_of(top).specific():
        page.move(Page.objects.get(pk=other.pk), pos="last-child")


def _unpublish(other):
    for page in other.get_children().filter(slug__startswith=WORD).specific():
        page.unpublish()


def _timed(change, expected):
    """Seconds from the change's end until the index counts what is expected, State by State."""
    change()
    start = time.perf_counter()
    sync.drain()
    while (counts := _counts()) != expected:
        if time.perf_counter() - start > RIGHT * 2:
            raise RuntimeError(f"{counts} instead of {expected}")
        time.sleep(0.05)
    taken = time.perf_counter() - start
    if drift := audit().pages:
        raise RuntimeError(f"{len(drift)} pages drifted")
    return taken


def _counts():
    raw = get_engine().search(SearchQuery(text=WORD))
    if raw.degraded:
        raise RuntimeError("the search server does not answer")
    return dict(raw.counts["state"])

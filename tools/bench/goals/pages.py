"""Processor time of pages, made anew, against the older build: the first two goals."""

from contextlib import ExitStack
from dataclasses import replace

from search.addresses import url_of
from tools.bench.compare import Worker, of_page
from tools.bench.figures import at_most
from tools.bench.goals import builds
from tools.bench.questions import new_questions
from tools.bench.timing import by_turns, ratio

WARM, ASKED = 200, 120  # searches, each new: first those of a process that has just begun
ANEW = {"KEPT_PAGES_SECONDS": "0"}
SEARCHES_GOAL = 0.33
PAGES = ("practice", "Member State", "home", "coverage")


def processor_time():
    before, now = builds.both()
    with ExitStack() as stack:
        workers = {
            "before": stack.enter_context(before.start()),
            "now": stack.enter_context(now.start(**ANEW)),
        }
        return [*_searches(workers), *_pages(workers)]


def _searches(workers):
    addresses = [url_of(question) for question in new_questions(WARM + ASKED)]
    for worker in workers.values():
        worker.addresses |= {address: address for address in addresses}
    asked = {"warm_up": 0, "measure": Worker.cost}
    by_turns(workers, addresses[:WARM], 1, "Warming up", **asked)
    for name in ("different searches", "the same once more"):
        times = by_turns(workers, addresses[WARM:], 1, f"Searches, {name}", **asked)
        median, slow = ratio(times["now"], times["before"])
        note = f"{times['before']} → {times['now']}; {slow:.2f}× at p95; {ASKED} searches"
        what = f"processor time of /search/, {name} / 2c45dd1's"
        yield at_most(what, median, SEARCHES_GOAL, note)


def _pages(workers):
    for page in PAGES:
        (figure,) = of_page(page, workers["before"], {"made anew": workers["now"]})
        yield replace(figure, what=f"processor time of {page} / 2c45dd1's")

"""Requests a second of gunicorn with fifty connections, against the older build, by turns."""

import asyncio
import itertools
import os
import random
from contextlib import ExitStack

from search.addresses import url_of
from tools.bench import load
from tools.bench.figures import at_least
from tools.bench.goals import builds
from tools.bench.questions import new_questions

SEARCHES = 500
TURNS = int(os.environ.get("BENCH_TURNS", 4))  # of each build, and one before to fill its caches
SECONDS = int(os.environ.get("BENCH_TURN_SECONDS", 10))
DISTINCT_GOAL, ZIPF_GOAL = 2.5, 5


def distinct():
    """Each search another one, and no page kept."""
    what = "requests/s of /search/, no page kept / 2c45dd1's"
    return [_figure(what, DISTINCT_GOAL, itertools.cycle, KEPT_PAGES_SECONDS="0")]


def zipf():
    """As visitors search: few searches often, many seldom, and pages kept as in production."""
    what = f"the same, {SEARCHES} searches by Zipf's law, caches on / 2c45dd1's"
    return [_figure(what, ZIPF_GOAL, drawn)]


def drawn(addresses):
    """The second one half as often as the first, the third a third as often …, without end."""
    rng = random.Random(1949)  # noqa: S311  not a secret
    shares = list(itertools.accumulate(1 / rank for rank in range(1, len(addresses) + 1)))
    while True:
        yield rng.choices(addresses, cum_weights=shares)[0]


def _figure(what, goal, order, **variables):
    addresses = [url_of(question) for question in new_questions(SEARCHES)]
    with ExitStack() as stack:
        visits = [
            Visits(build, order(addresses), load.PORT + number, stack, variables)
            for number, build in enumerate(builds.both())
        ]
        for turn in range(TURNS):
            # A B B A: whoever is second may be tired.
            for visit in reversed(visits) if turn % 2 else visits:
                visit.take_a_turn()
    before, now = visits
    note = f"{before.rate:.1f} → {now.rate:.1f}; {before.faults}, {now.faults}"
    how = f"{TURNS} turns of {SECONDS} s, {load.VISITORS} connections, {load.WORKERS} workers"
    return at_least(what, now.rate / before.rate, goal, f"{note}; {how}")


class Visits:
    """Visitors of one build, and what they were answered."""

    def __init__(self, build, addresses, port, stack, variables):
        self.addresses, self.port = addresses, port
        self.answers, self.seconds = [], 0
        environment = build.variables() | variables
        stack.enter_context(load.gunicorn(build.python, build.code, environment, port))
        asyncio.run(load.visit(addresses, SECONDS, port))

    def take_a_turn(self):
        answers, seconds = asyncio.run(load.visit(self.addresses, SECONDS, self.port))
        self.answers += answers
        self.seconds += seconds

    @property
    def rate(self):
        return sum(ok for ok, _stand_in in self.answers) / self.seconds

    @property
    def faults(self):
        errors = sum(not ok for ok, _stand_in in self.answers)
        stand_in = sum(is_stand_in for _ok, is_stand_in in self.answers)
        return f"{errors} errors and {stand_in} by the stand-in engine of {len(self.answers)}"

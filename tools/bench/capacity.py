"""What web processes and cores bring: requests a second of `/search/` among 10,000 practices.

Elasticsearch, PostgreSQL and the visitors are on the same cores, so on machines of their own the
web processes gain more than is measured here.
"""

import asyncio
import itertools
from statistics import median

from search.addresses import url_of
from tools.bench import load
from tools.bench.figures import Figure
from tools.bench.questions import new_questions
from tools.bench.worlds import World

SEARCHES, FEW = 400, 20
ROUNDS, SECONDS = 2, 5
# Web processes, and the cores that they may use.
SETUPS = {
    "1 process on 1 core": (1, "0"),
    "3 processes on 1 core": (3, "0"),
    "1 process on 2 cores": (1, "0,1"),
    "2 processes on 2 cores": (2, "0,1"),
    "3 processes on 2 cores": (3, "0,1"),
}
KEEPING = {"each page made anew": ("0", SEARCHES), "20 pages, which are kept": ("60", FEW)}


def capacity():
    World(load.SMALL).server.start()
    return [figure for name in KEEPING for figure in _figures(name)]


def _figures(name):
    """By turns, so that a busy minute of the machine hits all of them."""
    rates = {setup: [] for setup in SETUPS}
    for _round in range(ROUNDS):
        for setup, found in rates.items():
            found.append(_rate(*SETUPS[setup], *KEEPING[name]))
    first = median(rates["1 process on 1 core"])
    for setup, found in rates.items():
        rate = median(found)
        yield Figure(f"{setup}: {name}", f"{rate:.0f} requests/s", note=f"{rate / first:.2f}×")


def _rate(workers, cores, seconds_kept, searches):
    addresses = itertools.cycle([url_of(question) for question in new_questions(searches)])
    environment = load.variables() | {"KEPT_PAGES_SECONDS": seconds_kept}
    with load.gunicorn(environment=environment, workers=workers, cores=cores):
        asyncio.run(load.visit(addresses, SECONDS))  # fills what is kept
        answers, seconds = asyncio.run(load.visit(addresses, SECONDS))
    if any(not ok or by_stand_in for ok, by_stand_in in answers):
        raise RuntimeError("Not all requests were answered by Elasticsearch's results.")
    return len(answers) / seconds

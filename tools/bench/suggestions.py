"""Suggestions for a whole assessment, in the world of record.py that has interventions."""

import os
import sys

from tools.bench.compare import Worker
from tools.bench.figures import at_most
from tools.bench.places import ROOT, SMALL
from tools.bench.record import TIMES, variables
from tools.bench.timing import by_turns

ROUNDS = int(os.environ.get("BENCH_SUGGESTION_ROUNDS", 40))
MOST = 1.5  # seconds
WORKER = "tools.bench.suggestions_worker"


def suggestions():
    """Of each engine the seconds for 103 items, of which each is a gap, and for their page."""
    return [figure for engine in ("Elasticsearch", "embedded engine") for figure in _of(engine)]


def _of(engine):
    command = [sys.executable, "-W", "ignore", "-m", WORKER, str(SMALL), str(TIMES * SMALL)]
    with Worker(command, ROOT, variables(engine, "with")) as worker:
        names = list(worker.addresses)
        for name in names:
            measured = by_turns({name: Worker.cost}, [name], ROUNDS, name, measure=_cost_by(worker))
            what = f"{SMALL:,} practices, {TIMES * SMALL:,} interventions, {engine}: {name}, p95"
            yield at_most(what, measured[name].p95 / 1000, MOST, str(measured[name]), " s")


def _cost_by(worker):
    return lambda _function, name: worker.cost(name)


if __name__ == "__main__":
    from tools.bench.report import table

    print(table(suggestions()))

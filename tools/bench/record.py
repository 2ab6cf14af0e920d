"""The search of practices with twice as many interventions beside them, and without."""

import os
import sys
from contextlib import ExitStack

from tools.bench.compare import Worker
from tools.bench.figures import at_most
from tools.bench.places import FOLDER, POSTGRESQL, ROOT, SMALL
from tools.bench.timing import by_turns, ratio
from tools.bench.worlds import World, create_database

TIMES = 2  # interventions for each practice
ROUNDS = int(os.environ.get("BENCH_RECORD_ROUNDS", 40))
MOST = 1.5


def record():
    """Of each engine the two worlds, measured by turns."""
    return [_figure(engine) for engine in ("Elasticsearch", "embedded engine")]


def _figure(engine):
    with ExitStack() as stack:
        workers = {name: stack.enter_context(_worker(engine, name)) for name in ("without", "with")}
        pages = list(workers["with"].addresses)
        times = by_turns(workers, pages, ROUNDS, engine, measure=Worker.cost)
    median, slow = ratio(times["with"], times["without"])
    note = f"{times['without']} → {times['with']}; {median:.2f}× at p50"
    what = f"{SMALL:,} practices, {TIMES * SMALL:,} interventions, {engine}: /search/, p95"
    return at_most(what, slow, MOST, note)


def _worker(engine, name):
    interventions = TIMES * SMALL if name == "with" else 0
    command = [sys.executable, "-W", "ignore", "-m", "tools.bench.record_worker"]
    return Worker([*command, str(SMALL), str(interventions)], ROOT, variables(engine, name))


def variables(engine, name):
    own = {"DJANGO_SETTINGS_MODULE": "tools.bench.settings", "KEPT_PAGES_SECONDS": "0"}
    if engine == "Elasticsearch":
        url = f"{POSTGRESQL}/portal_bench_record_{SMALL}_{name}"
        create_database(url, fresh=False)
        server = os.environ.get("BENCH_ELASTICSEARCH_URL") or World(SMALL).server.url
        own |= {"ELASTICSEARCH_URL": server, "ELASTICSEARCH_ALIAS": f"bench-{name}-record-{SMALL}"}
    else:
        url = f"sqlite:///{FOLDER}/record-{SMALL}-{name}.sqlite3"
        own |= {"ELASTICSEARCH_URL": ""}
    cache = FOLDER / "record" / engine.replace(" ", "-") / name
    return os.environ | own | {"DATABASE_URL": url, "CACHE_DIR": str(cache)}


if __name__ == "__main__":
    from tools.bench.report import table

    print(table(record()))

"""`python -m tools.bench [PART …] [--fresh]`: measures, prints, and writes RESULTS.md.

`python -m tools.bench compare [REV]` sets this build against an older one: see compare.py, and
`compare-import` the import of many rows: see compare_import.py.
`python -m tools.bench goals [ROW …]` measures the goals of speed and memory: see goals/rows.py.
"""

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.bench.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402  after setup
from django.db import connection  # noqa: E402

from search.engines.elastic_client import worker_client  # noqa: E402
from tools.bench import (  # noqa: E402
    alerts,
    capacity,
    compare,
    compare_import,
    embedded_relevance,
    figures,
    indexing,
    killing,
    lighthouse,
    meaning,
    record,
    reindex,
    relevance,
    report,
    speed,
    stock,
    suggestions,
    typos,
    workshops,
)
from tools.bench.goals import rows  # noqa: E402
from tools.bench.places import LARGE, SMALL  # noqa: E402
from tools.bench.worlds import World  # noqa: E402

PARTS = {
    "stock": ("Against Wagtail's stock Elasticsearch 8 backend", stock.stock),
    "growth": ("Growth with the collection", speed.growth),
    "capacity": ("What web processes and cores bring", capacity.capacity),
    "indexing": ("Rebuilding the index", indexing.indexing),
    "killing": ("Killed, and nothing lost", killing.killing),
    "reindex": ("A rebuild in the middle of traffic", reindex.reindex),
    "relevance": ("Relevance on public test collections", relevance.relevance),
    "embedded-relevance": (
        "Relevance of the embedded engine",
        embedded_relevance.embedded_relevance,
    ),
    "meaning": ("The search by meaning", meaning.meaning),
    "typos": ("Misspelt searches", typos.typos),
    "record": ("With the Commission's record beside practices", record.record),
    "suggestions": ("Suggestions for a whole assessment", suggestions.suggestions),
    "alerts": ("Alerts by mail", alerts.alerts),
    "workshops": ("Assessments of 193 States", workshops.workshops),
    "lighthouse": ("Lighthouse", lighthouse.lighthouse),
}

COMPARISONS = {"compare": compare.compare, "compare-import": compare_import.compare_import}


def main():
    if sys.argv[1:2] == ["goals"]:
        rows.main(sys.argv[2:])
    elif sys.argv[1:] and sys.argv[1] in COMPARISONS:
        try:
            COMPARISONS[sys.argv[1]](*sys.argv[2:3])
        except compare.BuildError as error:
            sys.exit(str(error))
    else:
        measure_parts(_options())


def measure_parts(options):
    for name in options.parts or PARTS:
        title, measure = PARTS[name]
        found = measure()
        if found:
            figures.keep(title, found)
            print(f"\n{title}\n\n{report.table(found)}\n", flush=True)
    kept = figures.kept()
    titles = [title for title, _measure in PARTS.values() if title in kept]
    report.write({title: report.section(kept[title]) for title in titles}, _servers())


def _options():
    parser = argparse.ArgumentParser(prog="tools.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART")
    parser.add_argument("--fresh", action="store_true", help="make databases and indices anew")
    options = parser.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    for size in (SMALL, LARGE):
        World(size).prepare(options.fresh)
    return options


def _servers():
    World(SMALL).enter()
    nodes = worker_client().nodes.info()["nodes"].values()
    number = connection.cursor().connection.info.server_version
    return {
        "Elasticsearch server": next(iter(nodes))["version"],
        "PostgreSQL": f"{number // 10_000}.{number % 10_000}",
    }


if __name__ == "__main__":
    main()

"""The rows of the table in their order, each measured alone or all together."""

import argparse
import traceback
from dataclasses import dataclass

from django.core.management import call_command

from tools.bench import figures, report, speed
from tools.bench.faults import visitors
from tools.bench.figures import Figure
from tools.bench.goals import (
    beside_datasette,
    imports,
    memory,
    pages,
    queries,
    start,
    throughput,
)
from tools.bench.places import LARGE, SMALL
from tools.bench.worlds import World

TITLE = "Goals of speed and memory"
REMARKS = (
    "`python -m tools.bench goals [ROW …]`, or `make bench`. Build 2c45dd1 is that of 26 November "
    "2026; both builds have the same 10,000 practices and are asked by turns in one run, imports "
    "and memory one after the other. Statements are counted over journeys of the tests."
)


@dataclass(frozen=True)
class Row:
    """What is measured; `world` is the number of practices that it must find prepared."""

    measure: object
    world: int = 0


ROWS = {
    "pages": Row(pages.processor_time),
    "requests": Row(throughput.distinct),
    "zipf": Row(throughput.zipf),
    "answer": Row(lambda: speed.answer(SMALL, 1.8), SMALL),
    "answer-large": Row(lambda: speed.answer(LARGE, 1.5), LARGE),
    "visitors": Row(visitors.visitors, SMALL),
    "queries": Row(queries.queries),
    "import": Row(imports.imports),
    "memory": Row(memory.memory),
    "embedded": Row(beside_datasette.beside_datasette),
    "start": Row(start.start),
}


def main(arguments):
    """Measure the rows named, or all but those of the large world; print the whole table."""
    options = _options(arguments)
    call_command("collectstatic", interactive=False, verbosity=0)
    failed = [name for name in options.rows if not _measured(name)]
    print(f"\n{section()}", flush=True)
    report.write({TITLE: section()})
    if failed:
        raise SystemExit(f"Not measured: {', '.join(failed)}; see above.")


def _options(arguments):
    parser = argparse.ArgumentParser(prog="tools.bench goals", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--large", action="store_true", help=f"with {LARGE:,} practices too")
    options = parser.parse_args(arguments)
    options.rows = options.rows or [
        name for name, row in ROWS.items() if options.large or row.world != LARGE
    ]
    return options


def _measured(name):
    """Whether it was: what fails leaves its last figures, and the other rows are measured."""
    row = ROWS[name]
    try:
        if row.world:
            World(row.world).prepare()
        found = row.measure()
    except Exception:
        traceback.print_exc()
        return False
    figures.keep(_part(name), found)
    print(f"\n{report.table(found)}\n", flush=True)
    return True


def section():
    """The table in Markdown, with a line for each row that was never measured."""
    return f"{REMARKS}\n\n{report.table(all_figures(), dated=True)}\n"


def all_figures():
    kept = figures.kept()
    return [
        figure for name in ROWS for figure in kept.get(_part(name), [Figure(name, "not measured")])
    ]


def _part(name):
    return f"{TITLE}: {name}"

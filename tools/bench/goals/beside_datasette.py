"""A results page of the embedded engine beside Datasette's of the same rows, by turns."""

import subprocess
import sys
from contextlib import ExitStack
from urllib.parse import urlencode

from tools.bench.compare import Worker
from tools.bench.embedded import database, environment, words
from tools.bench.figures import at_most
from tools.bench.goals import datasette_rows
from tools.bench.places import FOLDER, ROOT
from tools.bench.timing import by_turns, ratio

DATASETTE = "datasette==0.65.5"
WORKER = ROOT / "tools" / "bench" / "goals" / "datasette_worker.py"
GOALS = {3000: 50, 10_000: 120}  # milliseconds
ROUNDS = 30
OURS, THEIRS = "ours", "Datasette"


def beside_datasette():
    return [figure for size in GOALS for figure in _of(size)]


def _of(size):
    python = datasette_python()
    ours = [sys.executable, "-W", "ignore", "-m", "tools.bench.embedded", str(size)]
    theirs = [python, WORKER, datasette_rows.path(size)]
    with ExitStack() as stack:
        # Ours first: it writes the rows that Datasette shows.
        portal = stack.enter_context(Worker(ours, ROOT, environment(database(size))))
        datasette = stack.enter_context(Worker(theirs, FOLDER, None))
        for word, number in words(size).items():
            datasette.addresses[word] = address(size, word)
            pair = {OURS: portal, THEIRS: datasette}
            times = by_turns(pair, [word], ROUNDS, f"{word} of {size}", measure=Worker.cost)
            yield from _figures(size, number, times)


def _figures(size, number, times):
    what = f"embedded engine, page of a word in {number:,} of {size:,}"
    yield at_most(what, times[OURS].p50, GOALS[size], str(times[OURS]), " ms")
    median, slow = ratio(times[OURS], times[THEIRS])
    note = f"{times[OURS]} against {times[THEIRS]}; {slow:.2f}× at p95; {DATASETTE}"
    yield at_most("the same / Datasette's faceted full-text page", median, 1, note)


def address(size, word):
    """Twenty rows that hold the word, with title and summary, and all our facets counted."""
    columns = [("_col", "title"), ("_col", "summary")]
    search = [("_search", word), ("_size", 20), ("_fts_table", "texts"), ("_fts_pk", "id")]
    asked = [*search, *columns, *datasette_rows.facets(size)]
    return f"/{datasette_rows.path(size).stem}/practices?{urlencode(asked)}"


def datasette_python():
    """Python with Datasette beside it, in a virtual environment that is made once."""
    folder = FOLDER / "datasette"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", DATASETTE], check=True)
    return python

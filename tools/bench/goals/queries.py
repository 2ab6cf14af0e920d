"""Statements and calls of Elasticsearch that one step takes, counted over the tests' own journeys.

The tests named here say the same as limits; counted.py writes down what they counted.
"""

import json
import os
import subprocess
import sys

from tools.bench.figures import Figure
from tools.bench.places import FOLDER, POSTGRESQL, ROOT

COUNTS = FOLDER / "counts.json"
NOTHING = "tests/search/test_nothing_found.py::"
DATABASE_ONLY = f"{NOTHING}test_the_database_is_asked_for_each_thing_once"
ELASTICSEARCH = f"{NOTHING}test_elasticsearch_is_asked_twice"
AUTOSAVE = "tests/submission/test_queries.py::test_an_autosave_asks_little"
LIST = (
    "tests/submission/test_queries.py::test_the_list_asks_as_often_for_many_submissions_as_for_few"
)
APPROVAL = "tests/review/test_queries.py::test_the_last_approval_asks_for_each_thing_once"
TESTS = (DATABASE_ONLY, ELASTICSEARCH, AUTOSAVE, APPROVAL, LIST)


def queries():
    counts = _counts()
    nothing = counts[DATABASE_ONLY] + counts[ELASTICSEARCH]
    calls = [asked for _statements, _bounds, asked in counts[ELASTICSEARCH]]
    beside_elasticsearch, alone = counts[APPROVAL]
    few, many = (statements for statements, _bounds, _asked in counts[LIST])
    return [
        _figure("nothing found: calls of Elasticsearch", max(calls), 2, f"by search: {calls}"),
        _figure("nothing found: statements", *_most(nothing, 20)),
        _figure("an autosave: statements", *_most(counts[AUTOSAVE], 20)),
        _figure("a final approval: statements", *_most([beside_elasticsearch], 60)),
        _figure("the same on the embedded engine", *_most([alone], 60)),
        Figure("list of submissions: statements", str(many), "≤ 15, constant",
               many <= 15 and few == many, f"{few} for 8 submissions, {many} for 32"),
    ]  # fmt: skip


def _most(counts, goal):
    statements, bounds, _asked = max(counts)
    return statements, goal, f"besides {bounds} that begin or end transactions"


def _figure(what, value, goal, note):
    return Figure(what, str(value), f"≤ {goal}", value <= goal, note)


def _counts():
    """{test: [(statements, those that bound transactions, calls of Elasticsearch)]}"""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tools.bench.goals.counted", *TESTS]
    subprocess.run(command, cwd=ROOT, env=_variables(), check=True)
    found = {test: [] for test in TESTS}
    for test, *numbers in json.loads(COUNTS.read_text()):
        found[test.partition("[")[0]].append(tuple(numbers))
    return found


def _variables():
    """The tests' own settings, and a database and an index beside those of the tests."""
    inherited = {name: value for name, value in os.environ.items() if name not in BENCH_SETTINGS}
    return inherited | {
        "CI": "1",  # a test whose server is missing fails instead of being skipped
        "DATABASE_URL": f"{POSTGRESQL}/portal_bench_queries",
        "ELASTICSEARCH_ALIAS": "bench-queries",
        "BENCH_COUNTS": str(COUNTS),
    }


# Set by tools.bench for itself.
BENCH_SETTINGS = ("DJANGO_SETTINGS_MODULE", "SECURE_SSL_REDIRECT", "ALLOWED_HOSTS", "SECRET_KEY")

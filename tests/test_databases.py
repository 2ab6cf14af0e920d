"""Tests of what depends on the database, run on the one that this run is not on.

CI runs everything on PostgreSQL, as production does, and these files on SQLite, which `make run`
uses; `make test` on a laptop does it the other way round. A database is chosen when Django starts:
they have a process of their own.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection

from . import services
from .nightly import NIGHTLY

RUNS = {
    "postgresql": [
        "tests/audit/test_audit.py",
        "tests/audit/test_rights.py",
        "tests/portal/test_bad_input.py",
        "tests/portal/test_personal_data.py",
        "tests/review/test_interrupted.py",
        "tests/search/test_contract.py",
        "tests/search/test_engines.py",
    ],
    "sqlite": [
        "-k=not elastic",  # the embedded engine is another one on each database
        "tests/home/test_prepare_demo.py",
        "tests/home/test_site_tree.py",
        "tests/home/test_starting_database.py",
        "tests/search/test_contract.py",
        "tests/search/test_engines.py",
        "tests/search/test_languages.py",
        *(["tests/search/test_totals.py", "tests/submission/test_importer.py"] if NIGHTLY else ()),
    ],
}
OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]


def environment() -> dict:
    """Of a process on the other database, under a name that nobody beside it uses."""
    variables = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if OTHER == "postgresql":
        server = urlsplit(services.POSTGRESQL_URL)
        variables["DATABASE_URL"] = server._replace(path=f"{server.path}_other").geturl()
    return variables


@pytest.mark.share
@pytest.mark.postgresql
@pytest.mark.elasticsearch
def test_it_holds_on_the_other_database():
    services.need(services.POSTGRESQL_URL)
    services.need(services.ELASTICSEARCH_URL)
    run = subprocess.run(  # noqa: S603  our own interpreter and tests
        [sys.executable, "-m", "pytest", "-q", "-x", "-m", "not browser", *RUNS[OTHER]],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert run.returncode == 0, run.stdout[-4000:]
    assert "skipped" not in run.stdout, run.stdout[-400:]

"""What only PostgreSQL can show, each in a run of its own: a database is chosen at start."""

import os
import subprocess
import sys

import pytest

from . import services

RUNS = {
    "search contract": ["tests/search/test_contract.py"],
    "trail, races and kills": [
        "tests/practices/test_audit.py",
        "tests/practices/test_rights.py",
        "tests/practices/test_bad_input.py",
        "tests/practices/test_interrupted.py",
        "tests/accounts/test_personal_data.py",
    ],
}


@pytest.mark.postgresql
@pytest.mark.parametrize("name", RUNS)
def test_it_holds_on_postgresql(name):
    services.need(services.POSTGRESQL_URL)
    run = subprocess.run(  # noqa: S603  our own interpreter and tests
        [sys.executable, "-m", "pytest", "-q", "-x", "-m", "not browser", *RUNS[name]],
        env=os.environ | {"DATABASE_URL": services.POSTGRESQL_URL},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert run.returncode == 0, run.stdout[-4000:]
    assert "skipped" not in run.stdout, run.stdout[-400:]

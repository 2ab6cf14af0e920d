"""The search contract on a real PostgreSQL, in a run of its own: a database is chosen at start."""

import os
import subprocess
import sys

import pytest

from . import services


@pytest.mark.postgresql
def test_the_search_contract_holds_on_postgresql():
    services.need(services.POSTGRESQL_URL)
    folders = ["tests/search/test_contract.py"]
    run = subprocess.run(  # noqa: S603  our own interpreter and tests
        [sys.executable, "-m", "pytest", "-q", "-x", "-m", "not browser", *folders],
        env=os.environ | {"DATABASE_URL": services.POSTGRESQL_URL},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert run.returncode == 0, run.stdout[-4000:]

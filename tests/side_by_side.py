"""`make test` runs files side by side; those of the browser share a server and stay together.

Each process has its own database, caches and Elasticsearch alias (portal.settings.test).
xdist has groups (`--dist loadgroup`), but with pytest 9.2, which reads no `_nodeid`, to no effect:
pytest-xdist issue 1386.
"""

import gc

import pytest
from xdist.scheduler import LoadFileScheduling

gc.set_threshold(200_000)  # as conftest.py has it, which comes when Django is loaded already

# The longest first, so that no process ends alone with one. The browser mostly waits, for a server
# and for Chromium: its two halves go one after the other, beside tests that calculate.
LONG = (
    "browser 1",
    "tests/test_databases.py",
    "tests/attacks/",
    "tests/test_country_wall.py",
    "browser 2",
    "tests/search/",
    "tests/opendata/",
    "tests/commission/",
    "tests/approvals/",
)
SECOND_HALF = "tests/browser/test_pag"  # from here on, in the order of the alphabet


def group(nodeid: str) -> str:
    path = nodeid.partition("::")[0]
    if not path.startswith("tests/browser/"):
        return path
    return "browser 2" if path >= SECOND_HALF else "browser 1"


class Scheduling(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: _rank(group(item.nodeid)))


def _rank(name: str) -> int:
    return next((number for number, part in enumerate(LONG) if name.startswith(part)), len(LONG))

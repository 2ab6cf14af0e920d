"""`make test` runs files side by side; those of the browser share one server and stay together.

Each process has its own database, caches and Elasticsearch alias (portal.settings.test).
xdist has groups (`--dist loadgroup`), but with pytest 9.2, which reads no `_nodeid`, to no effect:
pytest-xdist issue 1386.
"""

import pytest
from xdist.scheduler import LoadFileScheduling

# The longest first, so that no process ends alone with one.
LONG = (
    "browser",
    "tests/test_databases.py",
    "tests/attacks/",
    "tests/search/test_contract.py",
    "tests/test_country_wall.py",
    "tests/search/",
)


def group(nodeid: str) -> str:
    path = nodeid.partition("::")[0]
    return "browser" if path.startswith("tests/browser/") else path


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

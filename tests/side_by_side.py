"""`make test` runs files side by side; those that use the same servers stay in one process.

xdist has groups (`--dist loadgroup`), but with pytest 9.2, which reads no `_nodeid`, to no effect.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).resolve().parent.parent
SERVERS = re.compile(r"mark\.(elasticsearch|postgresql)|\belasticsearch\b[,)]|services\.need")


@cache
def uses_servers(path):
    return bool(SERVERS.search((ROOT / path).read_text()))


def group(nodeid):
    path = nodeid.partition("::")[0]
    if path.startswith("tests/browser/"):
        return "browser"
    return "servers" if uses_servers(path) else path


class Scheduling(LoadFileScheduling):
    def _split_scope(self, nodeid):
        return group(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return Scheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest groups first, so that no process ends alone with one."""
    items.sort(key=lambda item: group(item.nodeid) not in {"servers", "browser"})

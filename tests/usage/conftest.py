"""Each test begins with nothing counted: the counts are in the memory of the process."""

import pytest

from usage import counters


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    counters._take()

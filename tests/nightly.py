"""Whether this run is the whole one: `make test-nightly` sets NIGHTLY=1.

A test marked `nightly` runs in the night only; one marked `share` is given by day a share of its
addresses, attacks or examples, and in the night all of them.
"""

import os

import pytest

NIGHTLY = os.environ.get("NIGHTLY") == "1"


def nightly(*values):
    """Parameters of a test that are for the night, beside those of the day; a tuple is several."""
    each = (value if isinstance(value, tuple) else (value,) for value in values)
    return [pytest.param(*value, marks=pytest.mark.nightly) for value in each]

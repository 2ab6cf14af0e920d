"""`python -m tools.bench compare`: who is asked when, and what is said of a build that fails."""

import sys

import pytest

from tools.bench import timing
from tools.bench.compare import BuildError, Worker, of_page

ANSWERS = """
import json
print(json.dumps({"home": "/"}), flush=True)
while input() == "/":
    print(%s, flush=True)
"""


def worker(tmp_path, milliseconds):
    return Worker([sys.executable, "-c", ANSWERS % milliseconds], tmp_path, {})


def test_builds_are_asked_by_turns_and_the_first_rounds_do_not_count():
    asked = []

    def measure(name, question):
        asked.append(name)
        return len(asked)

    times = timing.by_turns({"a": "a", "b": "b"}, ["/"], 2, "", warm_up=1, measure=measure)
    assert asked == ["a", "b", "a", "b", "a", "b"]
    assert (times["a"].values, times["b"].values) == ((3, 5), (4, 6))


def test_the_ratio_says_how_many_times_the_older_builds_cost(tmp_path):
    with (
        worker(tmp_path, 20) as before,
        worker(tmp_path, 30) as anew,
        worker(tmp_path, 2) as kept,
    ):
        found = list(of_page("home", before, {"made anew": anew, "kept": kept}))
    assert [figure.what for figure in found] == ["home, made anew", "home, kept"]
    assert [figure.value for figure in found] == ["1.50×", "0.10×"]
    assert [figure.reached for figure in found] == [False, None]
    assert found[0].note == "20.0 / 20.0 ms → 30.0 / 30.0 ms; 1.50× at p95"


def test_a_build_that_gives_up_ends_the_comparison(tmp_path):
    failing = [sys.executable, "-c", "import sys; sys.exit('/search/: 500')"]
    with pytest.raises(BuildError, match="ended with 1"), Worker(failing, tmp_path, {}):
        pass

"""Times taken by turns: whatever else the machine does hits every candidate alike."""

import time
from dataclasses import dataclass

from tqdm import tqdm

WARM_UP = 3  # rounds that are not counted


@dataclass(frozen=True)
class Times:
    """Milliseconds of many calls."""

    values: tuple

    def percentile(self, share):
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def p50(self):
        return self.percentile(0.5)

    @property
    def p95(self):
        return self.percentile(0.95)

    def __str__(self):
        return f"{self.p50:.1f} / {self.p95:.1f} ms"


def timed(function, *args):
    start = time.perf_counter()
    function(*args)
    return (time.perf_counter() - start) * 1000


def by_turns(candidates, questions, rounds, title, warm_up=WARM_UP, measure=timed):
    """{name: Times} of functions of one argument, called A B A B … for every question.

    `measure` calls one of them with its question and gives the milliseconds that count.
    """
    taken = {name: [] for name in candidates}
    for number in tqdm(range(-warm_up, rounds), desc=title, unit="round", disable=None):
        for question in questions:
            for name, function in candidates.items():
                milliseconds = measure(function, question)
                if number >= 0:
                    taken[name].append(milliseconds)
    return {name: Times(tuple(values)) for name, values in taken.items()}


def ratio(some, others):
    """How many times as long, at p50 and at p95."""
    return some.p50 / others.p50, some.p95 / others.p95

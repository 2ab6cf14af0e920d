"""Usage report of the Secretariat."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet, Sum
from django.utils import timezone

from search.choices import all_choices
from search.facets import BY_NAME

from .models import DailyCount

PERIODS = (7, 30, 90, 365)
MOST_ROWS = 50
# What hardly anyone searched for could tell of the one who did.
LEAST_TIMES = 3

Kind = DailyCount.Kind


@dataclass(frozen=True)
class Line:
    label: str
    count: int
    url: str = ""


class Report:
    """The counts of the last days, today among them."""

    def __init__(self, days) -> None:
        first = timezone.localdate() - timedelta(days=days - 1)
        self.days = days
        self._counts = DailyCount.objects.filter(day__gte=first)

    def sums(self, kind) -> QuerySet:
        """(key, how often), the most often first."""
        rows = self._counts.filter(kind=kind).values_list("key")
        return rows.annotate(times=Sum("count")).filter(times__gt=0).order_by("-times", "key")

    def _total(self, kind) -> int:
        return self._counts.filter(kind=kind).aggregate(Sum("count"))["count__sum"] or 0

    @property
    def totals(self) -> dict:
        return {kind: self._total(kind) for kind in Kind.values}

    @property
    def without_results(self) -> list:
        often = self.sums(Kind.NOTHING).filter(times__gte=LEAST_TIMES)[:MOST_ROWS]
        return [Line(words, times) for words, times in often]

    @property
    def filters(self) -> list:
        labels = _labels()
        return [
            Line(labels.get(key, key), times, f"/search/?{key}")
            for key, times in self.sums(Kind.FILTER)[:MOST_ROWS]
        ]

    @property
    def views(self) -> list:
        rows = self.sums(Kind.VIEW)[:MOST_ROWS]
        return [Line(path, times, path) for path, times in rows]


def _labels() -> dict:
    """{"state=ke": "Member State: Kenya"}"""
    return {
        f"{name}={key}": f"{BY_NAME[name].label}: {label}"
        for name, groups in all_choices().items()
        for _group, options in groups
        for key, label in options
    }

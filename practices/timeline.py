"""The periods of strategies on one axis of years; places and lengths are per cent of the axis."""

from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True)
class Period:
    """`page` from its first year to the end of its last; without a last year it goes on."""

    page: object
    start: str
    share: str
    is_over: bool


@dataclass(frozen=True)
class Timeline:
    first: int
    last: int
    today: str
    periods: list


def timeline(strategies, year=None) -> "Timeline | None":
    """The Timeline of those that have a first year, oldest first; None of fewer than two."""
    year = year or timezone.localdate().year
    dated = sorted(
        (page for page in strategies if page.start_year),
        key=lambda page: (page.start_year, page.end_year or year),
    )
    if len(dated) < 2:
        return None
    first = dated[0].start_year
    last = max(year, *(page.end_year or page.start_year for page in dated))
    axis = Axis(first, last)
    return Timeline(first, last, axis.place(year), [axis.period(page, year) for page in dated])


@dataclass(frozen=True)
class Axis:
    first: int
    last: int

    def place(self, year) -> str:
        # Text with a point: SVG knows no decimal comma, and templates write numbers as people do.
        return f"{100 * (year - self.first) / (self.last + 1 - self.first):.2f}"

    def period(self, page, year) -> "Period":
        end = page.end_year or self.last
        share = self.place(self.first + end + 1 - page.start_year)
        return Period(page, self.place(page.start_year), share, is_over=end < year)

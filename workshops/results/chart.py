"""The bar of a chapter: a part for each status, as long as its share of the items."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language_bidi

from workshops.answers import IN_ORDER, status_label


@dataclass(frozen=True, repr=False)
class Part:
    """Places and lengths are percentages, as SVG reads them in every language."""

    status: str
    count: int
    start: float
    share: float

    @property
    def label(self) -> str:
        return status_label(self.status)

    @property
    def pattern(self) -> str:
        return self.status or "unanswered"

    @property
    def x(self) -> str:
        return f"{self.start:.3f}%"

    @property
    def width(self) -> str:
        return f"{self.share:.3f}%"

    @property
    def middle(self) -> str:
        return f"{self.start + self.share / 2:.3f}%"


def bar(by_status: list[int]) -> list[Part]:
    """From the right where the page runs so; a status that nobody gave has no part."""
    return list(_parts(by_status, is_from_right=get_language_bidi()))


def _parts(by_status: list[int], is_from_right: bool) -> Iterator[Part]:
    total, before = sum(by_status), 0
    for status, count in zip(IN_ORDER, by_status, strict=True):
        if count:
            start, share = 100 * before / total, 100 * count / total
            yield Part(status, count, 100 - start - share if is_from_right else start, share)
        before += count


def legend() -> list[Part]:
    """Each status with the pattern that stands for it."""
    return [Part(status, 0, 0, 100) for status in IN_ORDER]

"""Chapters of a Member State's page, with how much has been shared on each."""

from collections import Counter
from dataclasses import dataclass

from common.localized_urls import localized
from taxonomy.models import Chapter


@dataclass(frozen=True)
class Line:
    """A chapter, how many of the State's contributions carry it, and the way to them."""

    label: str
    count: int
    share: int  # per cent of the longest line
    url: str


def chapters(state, contributions) -> "list[Line]":
    """Every chapter, those without anything too: they are the State's gaps."""
    tagged = Chapter.contributions.through.objects.filter(
        contributionpage__in=[page.pk for page in contributions]
    )
    counts = Counter(tagged.values_list("chapter_id", flat=True))
    most = max(counts.values(), default=1)
    return [
        Line(
            label=chapter.label,
            count=counts[chapter.pk],
            share=round(100 * counts[chapter.pk] / most),
            url=f"{localized('/search/')}?state={state.code}&chapter={chapter.number}",
        )
        for chapter in Chapter.objects.all()
    ]

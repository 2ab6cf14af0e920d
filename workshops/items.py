"""Items of an assessment: recommendations, or challenges in each chapter until these are imported.

A set is named in the assessment when it begins (`Assessment.Items`). A key stands in answers: it
is that of the recommendation, or the number of the chapter and the slug of the challenge.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from common.in_language import InLanguage
from taxonomy.models import Challenge, Chapter, PolicyDocument, Recommendation

from .models import Assessment

OUTCOME_DOCUMENT = "s30-2016"  # whose operational recommendations are listed
NOT_NAMED = "other"  # the list of the declaration is not exhaustive; it names nothing to assess


@dataclass(frozen=True)
class Item:
    key: str
    chapter: Chapter
    label: InLanguage
    keys: tuple[tuple[str, str], ...]  # (facet of the search, key): what is shared on it


def set_for(text: PolicyDocument) -> str:
    """Which set an assessment of this text begins with."""
    is_listed = text.key == OUTCOME_DOCUMENT and Recommendation.objects.verified().exists()
    return Assessment.Items.RECOMMENDATIONS if is_listed else Assessment.Items.CHALLENGES


def items_of(assessment: Assessment) -> list[Item]:
    """In the order of chapters."""
    return SETS[Assessment.Items(assessment.items)]()


def of_chapters(items: Iterable[Item], chapters: Iterable[Chapter]) -> list[Item]:
    """Those a group works on; a group without chapters works on all of them."""
    numbers = {chapter.number for chapter in chapters}
    return [item for item in items if not numbers or item.chapter.number in numbers]


def _recommendations() -> list[Item]:
    rows = Recommendation.objects.verified().select_related("chapter")
    return [
        Item(row.key, row.chapter, row.choice_label, (("recommendation", row.number),))
        for row in rows
    ]


def _challenges() -> list[Item]:
    challenges = Challenge.objects.exclude(slug=NOT_NAMED)
    return [
        Item(
            f"{chapter.number}-{challenge.slug}",
            chapter,
            challenge.label,
            (("chapter", str(chapter.number)), ("challenge", challenge.slug)),
        )
        for chapter in Chapter.objects.all()
        for challenge in challenges
    ]


SETS: dict[Assessment.Items, Callable[[], list[Item]]] = {
    Assessment.Items.RECOMMENDATIONS: _recommendations,
    Assessment.Items.CHALLENGES: _challenges,
}

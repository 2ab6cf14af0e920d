"""Where a recommendation of a subsidiary body stands, by what States reported about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import cached_property

from common.collation import in_order
from taxonomy.models import MemberState

from .models import BodyRecommendationPage, Reply


@dataclass(frozen=True)
class Standing:
    """`until` is the last year whose replies count; without it all of them do."""

    page: BodyRecommendationPage
    until: int | None = None

    @cached_property
    def _by_age(self) -> list[Reply]:
        rows = self.page.replies.all()
        counted = [row for row in rows if self.until is None or row.year <= self.until]
        return sorted(counted, key=lambda row: (row.year, row.sort_order or 0))

    @property
    def replies(self) -> list[Reply]:
        """By the name of the State; of one State the latest first."""
        return in_order(reversed(self._by_age), lambda row: row.state.name)

    @cached_property
    def latest(self) -> dict[int, Reply]:
        """{id of a State: what it reported last}"""
        return {row.state_id: row for row in self._by_age}

    @cached_property
    def silent(self) -> list[MemberState]:
        """States that the recommendation names and that have reported nothing."""
        named = self.page.addressed_states.all()
        return in_order(each for each in named if each.pk not in self.latest)

    @property
    def done(self) -> int:
        """How many States report last that it is put into practice."""
        return sum(row.status == Reply.Status.DONE for row in self.latest.values())

    @property
    def is_open(self) -> bool:
        """Nobody, or not everybody addressed, reports that it is put into practice.

        Where no State is named, those that replied stand for everybody.
        """
        awaited = [each.pk for each in self.page.addressed_states.all()] or list(self.latest)
        done = {pk for pk, row in self.latest.items() if row.status == Reply.Status.DONE}
        return not awaited or not done.issuperset(awaited)


def standings(pages: Sequence[BodyRecommendationPage], until: int | None = None) -> list[Standing]:
    """Their replies are read together; those of a preview are as the draft has them."""
    stored = [page for page in pages if "replies" not in _of_draft(page)]
    replies = Prefetch("replies", Reply.objects.select_related("state"))
    prefetch_related_objects(stored, replies, "addressed_states")
    return [Standing(page, until) for page in pages]


def _of_draft(page: BodyRecommendationPage) -> dict:
    return getattr(page, "_cluster_related_objects", {})

"""What is searched: every type with its pages, listed once, on one of two sides.

A search finds what States have shared unless it asks for the Commission's record; the two have
nothing to do with each other's relevance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commission.models import (
    BodyRecommendationPage,
    CallPage,
    DocumentPage,
    InterventionPage,
    MeetingPage,
    RecordPage,
)
from practices.models import ContributionPage, PledgePage, PracticePage, StrategyPage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal


class Side(StrEnum):
    SHARED = "shared"
    RECORD = "record"


@dataclass(frozen=True)
class Kind:
    """A value of the parameter `type`; `counted` says how many there are of it."""

    key: str
    label: "StrOrPromise"
    counted: "StrOrPromise"
    model: type[ContributionPage]
    side: Side = Side.RECORD

    @classmethod
    def of(
        cls, kind: RecordPage.Kind, counted: "StrOrPromise", model: type[ContributionPage]
    ) -> "Kind":
        return cls(kind.value, kind.label, counted, model)


KINDS = (
    Kind(
        "practice",
        _("Practice"),
        ngettext_lazy("%(number)s practice", "%(number)s practices", "count"),
        PracticePage,
        Side.SHARED,
    ),
    Kind(
        "strategy",
        _("Strategy, plan or law"),
        ngettext_lazy(
            "%(number)s strategy, plan or law", "%(number)s strategies, plans and laws", "count"
        ),
        StrategyPage,
        Side.SHARED,
    ),
    Kind.of(
        RecordPage.Kind.MEETING,
        ngettext_lazy("%(number)s meeting", "%(number)s meetings", "count"),
        MeetingPage,
    ),
    Kind.of(
        RecordPage.Kind.STATEMENT,
        ngettext_lazy("%(number)s statement", "%(number)s statements", "count"),
        InterventionPage,
    ),
    Kind.of(
        RecordPage.Kind.PRESENTATION,
        ngettext_lazy("%(number)s presentation", "%(number)s presentations", "count"),
        InterventionPage,
    ),
    Kind.of(
        RecordPage.Kind.VIDEO,
        ngettext_lazy("%(number)s video message", "%(number)s video messages", "count"),
        InterventionPage,
    ),
    Kind.of(
        RecordPage.Kind.WRITTEN,
        ngettext_lazy(
            "%(number)s written contribution", "%(number)s written contributions", "count"
        ),
        InterventionPage,
    ),
    Kind.of(
        RecordPage.Kind.DOCUMENT,
        ngettext_lazy("%(number)s document", "%(number)s documents", "count"),
        DocumentPage,
    ),
    Kind.of(
        RecordPage.Kind.RECOMMENDATION,
        ngettext_lazy(
            "%(number)s recommendation of a subsidiary body",
            "%(number)s recommendations of subsidiary bodies",
            "count",
        ),
        BodyRecommendationPage,
    ),
    Kind.of(
        RecordPage.Kind.CALL,
        ngettext_lazy(
            "%(number)s call for contributions", "%(number)s calls for contributions", "count"
        ),
        CallPage,
    ),
    Kind(
        "pledge",
        _("Pledge"),
        ngettext_lazy("%(number)s pledge", "%(number)s pledges", "count"),
        PledgePage,
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}
ALL_SIDES = tuple(Side)


@cache
def keys_of(*sides: Side) -> tuple[str, ...]:
    return tuple(kind.key for kind in KINDS if kind.side in sides)


def sides_of(keys: Iterable[str]) -> tuple[Side, ...]:
    found = {BY_KEY[key].side for key in keys}
    return tuple(side for side in Side if side in found)


def content_types(sides: Iterable[Side]) -> list[int]:
    """Ids of those of the pages on these sides."""
    models = dict.fromkeys(kind.model for kind in KINDS if kind.side in sides)
    return [ContentType.objects.get_for_model(model).pk for model in models]


def pages_of(sides: Iterable[Side]) -> Q:
    """The condition of a contribution to stand on one of these sides."""
    return Q(content_type__in=content_types(sides))


def of_types(keys: Iterable[str]) -> Q:
    """The condition of a contribution to be of one of these types."""
    models, kinds = set(), set()
    for key in keys:
        model = BY_KEY[key].model
        if issubclass(model, RecordPage):
            kinds.add(key)
        else:
            models.add(ContentType.objects.get_for_model(model).pk)
    condition = Q(content_type__in=models)
    return condition | Q(recordpage__kind__in=kinds) if kinds else condition


def kind_of(page: ContributionPage) -> Kind:
    """Of a page as its own model."""
    if isinstance(page, RecordPage):
        return BY_KEY[page.kind]
    return next(kind for kind in KINDS if kind.model is type(page))


def akin(page: ContributionPage) -> tuple[str, ...]:
    """The types among which a page has its like: a statement has none among practices."""
    own = kind_of(page)
    return tuple(
        kind.key
        for kind in KINDS
        if kind.side == own.side and (kind.side == Side.SHARED or kind.model is own.model)
    )

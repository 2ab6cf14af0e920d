"""Reads contributions for output: always through published(), a few hundred at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch

from commission.models import (
    BodyRecommendationPage,
    CallPage,
    DocumentPage,
    InterventionPage,
    MeetingPage,
    RecordPage,
)
from practices.models import ContributionPage, PledgePage
from search.kinds import of_types
from translations.models import with_translations

from .kinds import KINDS

BATCH = 200
OF_RECORD = ("body", "organization")
OF_EACH = ("links", "citations", "annexes__document")
# What an output tells of each model, besides what all of them have.
RELATED = {
    MeetingPage: (
        *OF_RECORD,
        "figures",
        "web_links",
        "segments__challenges",
        "segments__chapters",
        "segments__panellists__state",
        "segments__panellists__organization",
    ),
    InterventionPage: OF_RECORD,
    DocumentPage: (*OF_RECORD, "joint_symbols", "files__document"),
    BodyRecommendationPage: (*OF_RECORD, "replies__state", "addressed_states"),
    CallPage: OF_RECORD,
    PledgePage: ("progress",),
}


def contributions(ids) -> Iterator:
    """Yield the public contributions with these ids, in this order; the others are passed over."""
    ids = iter(ids)
    while batch := list(islice(ids, BATCH)):
        yield from read(batch)


def read(ids, kinds: Iterable[str] = tuple(KINDS)) -> list:
    """The public contributions with these ids, each as its own model, in this order."""
    found: dict = {}
    for model, known in _by_model(ids, kinds).items():
        pages = model.objects.published().filter(pk__in=known).order_by().with_terms()
        pages = pages.prefetch_related(
            "links", "citations", "annexes__document", *RELATED.get(model, ())
        )
        if issubclass(model, RecordPage):
            meetings = MeetingPage.objects.published()
            pages = pages.prefetch_related(Prefetch("meeting", meetings, to_attr="public_meeting"))
        found |= {page.pk: page for page in with_translations(pages)}
    return [found[pk] for pk in ids if pk in found]


def _by_model(ids, kinds: Iterable[str]) -> dict[type[ContributionPage], list[int]]:
    """Of those that are of one of the kinds."""
    pages = ContributionPage.objects.filter(of_types(kinds), pk__in=ids).order_by()
    by_model: dict = defaultdict(list)
    for pk, content_type in pages.values_list("pk", "content_type"):
        by_model[ContentType.objects.get_for_id(content_type).model_class()].append(pk)
    return by_model

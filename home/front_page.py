"""Content of the home page beside its introduction."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.http import urlencode

from commission.models import CallPage, MeetingPage, Segment
from common.in_language import html_attributes
from practices.models import ContributionPage, Row, rows_of
from practices.querysets import published
from search.query import SHARED
from search.told import Told
from taxonomy.models import MemberState, WorkplanItem
from taxonomy.models.labels import Labelled

THEME_SHOWN = 4  # contributions
LATEST = 6


def figures(contributions) -> dict:
    """How much is public, by type, and how many of the Member States have shared."""
    return {
        "practices": contributions.filter(practicepage__isnull=False).count(),
        "strategies": contributions.filter(strategypage__isnull=False).count(),
        "sharing_states": contributions.aggregate(Count("state", distinct=True))["state__count"],
        "states": MemberState.objects.count(),
    }


def told_on(term: Labelled, params: dict[str, str]) -> dict:
    """What the page of one term shows: all that is on record on it, and what is planned."""
    told = Told(term.contributions.all(), params)
    types = Counter(entry.type for entry in told.entries)
    sharing = {entry.state for entry in told.entries if entry.type in SHARED} - {None}
    counted = {
        "practices": types["practice"],
        "strategies": types["strategy"],
        "sharing_states": len(sharing),
        "states": told.number_of_states,
    }
    return {"told": told, "figures": counted, "planned": planned(term), "query": urlencode(params)}


def planned(term: Labelled) -> dict:
    """Open calls on a term, and meetings to come that treat it."""
    relation = f"{type(term)._meta.model_name}s"
    calls = CallPage.objects.open().filter(**{relation: term}).select_related("meeting")
    if not hasattr(Segment, relation):
        return {"calls": calls, "meetings": []}
    treats = {f"segments__{relation}": term, "segments__verified": True}
    meetings = MeetingPage.objects.published().filter(date__gte=timezone.localdate(), **treats)
    return {"calls": calls, "meetings": meetings.order_by("date", "pk").distinct()}


class Topic(NamedTuple):
    """A topic page; `shared` is how many public contributions carry its term."""

    term_id: int
    number: str
    label: str
    attributes: str
    url: str
    shared: int


def with_counts(pages, term_field) -> tuple[Topic, ...]:
    rows = ContributionPage.objects.shared().published().order_by().values_list(f"{term_field}s")
    counts = dict(rows.annotate(Count("pk", distinct=True)))
    return tuple(
        Topic(
            page.topic.pk,
            getattr(page.topic, "number", ""),
            page.topic.label,
            html_attributes(page.topic.label),
            page.url,
            counts.get(page.topic.pk, 0),
        )
        for page in published(pages).select_related(term_field)
    )


def theme(topics) -> dict | None:
    """The challenges on the programme of the Commission this year, with what was shared on them.

    Taken from the workplan of the taxonomy, verified items only; None in a year without any.
    """
    year = timezone.localdate().year
    items = WorkplanItem.objects.filter(year=year, verified=True)
    challenges = set(items.values_list("challenge_id", flat=True))
    topics = tuple(topic for topic in topics if topic.term_id in challenges)
    if not topics:
        return None
    on_theme = ContributionPage.objects.shared().published()
    on_theme = on_theme.filter(challenges__in=challenges).distinct()
    return {
        "year": year,
        "topics": topics,
        "latest": rows_of(on_theme.newest()[:THEME_SHOWN]),
        "meetings": _meetings(year, challenges),
    }


def _meetings(year: int, challenges: set[int]) -> list[Row]:
    """The public meetings of the year that treat one of these challenges."""
    treats = Q(challenges__in=challenges)
    treats |= Q(segments__challenges__in=challenges, segments__verified=True)
    thematic = MeetingPage.objects.published().filter(treats, date__year=year, body__code="cnd")
    meetings = ContributionPage.objects.filter(pk__in=thematic.order_by().values("pk"))
    return rows_of(meetings.order_by("recordpage__date"))

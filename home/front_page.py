"""What the home page shows beside its introduction."""

from django.db.models import Count
from django.utils import timezone

from practices.models import ContributionPage
from practices.querysets import ContributionQuerySet, published
from taxonomy.models import MemberState, WorkplanItem

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


def sharing_states(contributions) -> list:
    """The Member States behind the contributions by name, each with `shared`: how many."""
    counts = dict(contributions.order_by().values_list("state").annotate(Count("pk")))
    states = MemberState.objects.in_bulk(counts.keys() - {None}).values()
    for state in states:
        state.shared = counts[state.pk]
    return sorted(states, key=lambda state: state.name)


def shared_on(contributions) -> dict:
    """What a page about one term shows of the contributions that carry it."""
    return {
        "latest": shown(contributions)[:LATEST],
        "figures": figures(contributions),
        "states": sharing_states(contributions),
    }


def with_counts(pages, term_field) -> list:
    """The topic pages, each with `shared`: how many public contributions carry its term."""
    rows = ContributionPage.objects.published().order_by().values_list(f"{term_field}s")
    counts = dict(rows.annotate(Count("pk", distinct=True)))
    pages = list(published(pages).select_related(term_field))
    for page in pages:
        page.shared = counts.get(page.topic.pk, 0)
    return pages


def theme(challenge_pages) -> dict | None:
    """The challenges on the programme of the Commission this year, with what was shared on them.

    Taken from the workplan of the taxonomy, verified items only; None in a year without any.
    """
    year = timezone.localdate().year
    items = WorkplanItem.objects.filter(year=year, verified=True).values_list("challenge_id")
    challenges = {pk for (pk,) in items}
    pages = [page for page in challenge_pages if page.challenge_id in challenges]
    if not pages:
        return None
    on_theme = ContributionPage.objects.published().filter(challenges__in=challenges).distinct()
    return {"year": year, "pages": pages, "latest": shown(on_theme)[:THEME_SHOWN]}


def shown(contributions) -> ContributionQuerySet:
    return contributions.newest().for_lists()

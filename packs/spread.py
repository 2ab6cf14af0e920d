"""Who is on record and who is not: by Member State, by region, and the gaps."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commission.models import BodyRecommendationPage
from common.lists import listed
from search.told import OF_STATES, PART_OF, Told
from taxonomy.models import Region, RegionMembership

from .document import Block, cell, heading, number, run, table, text
from .entries import Filled

OF_REGIONS = (5, 2, 3, 2, 2, 2)


def at_a_glance(parts: Iterable[Filled]) -> Iterable[Block]:
    yield heading(2, run(_("At a glance")))
    columns = (_("On record"), _("Entries"), _("Member States"))
    rows = [[cell(part.section.heading), number(part.total), number(part.states)] for part in parts]
    yield table(_("What is on record"), columns, (4, 2, 2), rows)


def gaps(told: Told, parts: list[Filled]) -> Iterable[Block]:
    yield heading(2, run(_("Gaps")))
    if empty := [part.section.heading for part in parts if not part.total]:
        yield text(_("Nothing at all is recorded of: %s.") % listed(empty))
    yield heading(3, run(_("Member States with nothing on record")))
    yield text(_silent(told))
    if told.silent:
        yield text(listed(told.silent_states))
    if spoke := told.spoke_without_practice:
        yield heading(3, run(_("Pledged or said something, and shared no practice or strategy")))
        yield text(listed(each.name for each in spoke))
    if unanswered := list(_unanswered(parts)):
        yield heading(3, run(_("Recommendations to which no reply is recorded")))
        yield text(listed(unanswered))


def _silent(told: Told) -> str:
    return ngettext(
        "%(silent)s of %(all)s Member States has nothing on record on this.",
        "%(silent)s of %(all)s Member States have nothing on record on this.",
        told.silent,
    ) % {"silent": told.silent, "all": told.number_of_states}


def _unanswered(parts: Iterable[Filled]) -> Iterable[str]:
    for part in parts:
        for page in part.pages:
            if isinstance(page, BodyRecommendationPage) and not page.replies.all():
                yield page.title


def regions(told: Told) -> Iterable[Block]:
    """A table for each scheme; a State in two regions of it counts in one of them."""
    yield heading(2, run(_("Regional spread")))
    states = _states_by_part(told)
    anything = set().union(*states.values())
    members = _members()
    columns = (_("Region"), _("Member States"), _("With anything on record"), *_of_states())
    for scheme in Region.Scheme:
        rows = []
        for region in members:
            codes = members[region]
            if region.scheme == scheme:
                found = [codes, codes & anything, *(codes & states[part] for part in OF_STATES)]
                rows.append([cell(region.label), *(number(len(each)) for each in found)])
        if rows:
            yield table(scheme.label, columns, OF_REGIONS, rows)


def _states_by_part(told: Told) -> dict[str, set[str]]:
    states: dict[str, set[str]] = {part: set() for part in OF_STATES}
    for entry in told.entries:
        if entry.state and (part := PART_OF[entry.type]) in states:
            states[part].add(entry.state)
    return states


def _members() -> dict[Region, set[str]]:
    """Codes of the States of each region whose membership is established."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = RegionMembership.objects.filter(counts_in_totals=True)
    for region, code in rows.values_list("region_id", "state__code"):
        found[region].add(code)
    return {region: found[region.pk] for region in Region.objects.public()}


def _of_states() -> tuple[str, str, str]:
    """Headings of OF_STATES."""
    return _("Practised"), _("Pledged"), _("Said")


def by_state(told: Told) -> Iterable[Block]:
    yield heading(2, run(_("By Member State")))
    if not told.states:
        yield text(_("No Member State has shared anything on this yet."))
        return
    rows = [
        [cell(state.name), *(number(count) for count, _url in state.counts)]
        for state in told.states
    ]
    columns = (_("Member State"), *_of_states())
    yield table(_("Entries by Member State"), columns, (4, 2, 2, 2), rows)

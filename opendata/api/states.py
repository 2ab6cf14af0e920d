"""Member States with what each has shared."""

from collections import Counter

from django.db.models import Q

from opendata.representation import state
from practices.models import ContributionPage
from search.facets import BY_NAME
from search.kinds import Side, pages_of
from taxonomy.languages import Language
from taxonomy.models import MemberState, Region


def all_states(code="") -> list:
    """Facts of all States, or of the one with this code of two or three letters."""
    rows = MemberState.objects.prefetch_related("regions")
    if code:
        rows = rows.filter(Q(code=code.lower()) | Q(alpha3=code.upper()))
    shared = _shared()
    return [_facts(row, shared) for row in rows]


def _shared() -> Counter:
    """{(State's code, type): number of public contributions}"""
    public = ContributionPage.objects.shared().published().order_by()
    ids = set(public.values_list("pk", flat=True))
    shared = pages_of([Side.SHARED])
    types = {pk: key for key, pk in BY_NAME["type"].pairs(shared)}
    return Counter((key, types[pk]) for key, pk in BY_NAME["state"].pairs(shared) if pk in ids)


def _facts(row, shared) -> dict:
    names = {code: getattr(row, f"name_{code}") for code in Language.values}
    return state(row) | {
        "m49": row.m49,
        "names": {code: name for code, name in names.items() if name},
        "regions": [_region(region) for region in row.regions.all() if region.membership_verified],
        "practices": shared[row.code, "practice"],
        "strategies": shared[row.code, "strategy"],
    }


def _region(region: Region) -> dict:
    return {"key": region.key, "label": region.label}

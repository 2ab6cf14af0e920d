"""How many States of each UN regional group have shared something."""

from dataclasses import dataclass

from django.db.models import QuerySet

from search.facets import BY_NAME
from search.query import Selected
from taxonomy.models import Region, RegionMembership

from .matrix import matching


@dataclass(frozen=True)
class Group:
    key: str
    label: str
    sharing: int
    states: int

    @property
    def share(self) -> int:
        """Per cent."""
        return round(100 * self.sharing / self.states) if self.states else 0


def groups(selected: Selected) -> list[Group]:
    """The Groups, under the choices of a search; a State in two groups counts in one of them."""
    base = matching(selected)
    sharing = {code for code, pk in BY_NAME["state"].pairs() if pk in base}
    members = RegionMembership.objects.filter(counts_in_totals=True)
    regions = Region.objects.filter(scheme=Region.Scheme.UN_GROUP)
    return [_group(region, members.filter(region=region), sharing) for region in regions]


def _group(region: Region, members: QuerySet[RegionMembership], sharing: set[str]) -> Group:
    codes = set(members.values_list("state__code", flat=True))
    return Group(region.key, region.label, len(codes & sharing), len(codes))

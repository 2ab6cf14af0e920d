"""How many States of each UN regional group have shared something."""

from dataclasses import dataclass

from django.db.models import QuerySet

from search.query import Selected
from taxonomy.models import Region, RegionMembership

from .members import Members


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


def groups(selected: Selected, members: Members) -> list[Group]:
    """The Groups, under the choices of a search; a State in two groups counts in one of them."""
    base = members.matching(selected)
    sharing = {code for code, pages in members.of("state").items() if pages & base}
    counted = RegionMembership.objects.filter(counts_in_totals=True)
    regions = Region.objects.filter(scheme=Region.Scheme.UN_GROUP)
    return [_group(region, counted.filter(region=region), sharing) for region in regions]


def _group(region: Region, counted: QuerySet[RegionMembership], sharing: set[str]) -> Group:
    codes = set(counted.values_list("state__code", flat=True))
    return Group(region.key, region.label, len(codes & sharing), len(codes))

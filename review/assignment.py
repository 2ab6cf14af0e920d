"""Assignment of submissions to the reviewer of the UN regional group, if one is named."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from audit import trail
from practices import permissions
from practices.models import ContributionPage
from taxonomy.models import Region

from . import rules
from .models import Assignment, RegionReviewer

if TYPE_CHECKING:
    from taxonomy.models.places import RegionQuerySet


def groups() -> "RegionQuerySet":
    return Region.objects.filter(scheme=Region.Scheme.UN_GROUP)


def assign_by_region(page: ContributionPage) -> None:
    """For a contribution nobody looks after yet, unless that officer may not review it."""
    reviewer = default_reviewer(page)
    if reviewer is None or Assignment.objects.filter(page_id=page.pk).exists():
        return
    if reviewer.pk in rules.barred_from_review(page):
        return
    Assignment.objects.create(page_id=page.pk, reviewer=reviewer)
    after = {"reviewer": trail.name_of(reviewer), "why": "region"}
    trail.record("assigned", page, None, after=after)


def default_reviewer(page: ContributionPage) -> User | None:
    """Of the group in which the State counts; only an officer who still is one."""
    rows = RegionReviewer.objects.filter(
        reviewer__in=permissions.officers(),
        region__in=groups(),
        region__memberships__state_id=page.state_id,
        region__memberships__counts_in_totals=True,
    )
    row = rows.select_related("reviewer").first()
    return row.reviewer if row else None


def set_reviewer(region: Region, reviewer: User | None, officer: User) -> None:
    """Name the reviewer of a region, or none; the trail says who named whom."""
    row = RegionReviewer.objects.filter(region=region).select_related("reviewer").first()
    before = row.reviewer if row else None
    if before == reviewer:
        return
    if reviewer:
        RegionReviewer.objects.update_or_create(region=region, defaults={"reviewer": reviewer})
    elif row:
        row.delete()
    trail.record("region assigned", None, officer, _named(region, before), _named(region, reviewer))


def _named(region: Region, reviewer: User | None) -> dict[str, str]:
    return {"region": region.key, "reviewer": trail.name_of(reviewer) if reviewer else ""}

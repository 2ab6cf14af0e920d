"""Ends of embargoes: approved texts that have become public by the clock."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from .models import ContributionPage, PublicationEvent
from .models.events import EMBARGO
from .querysets import ContributionQuerySet


def record_ends(now: datetime | None = None) -> int:
    """Record each embargo that has ended since its text was approved; how many there were.

    Visitors see the text from its minute on, whether or not this has run.
    """
    return sum(_record(page) for page in _ended(now or timezone.now()))


def _ended(now: datetime) -> ContributionQuerySet:
    kinds = PublicationEvent.Kind
    events = PublicationEvent.objects.filter(page_id=OuterRef("pk")).order_by("-at").values("at")
    approved = events.filter(kind__in=(kinds.PUBLISHED, kinds.CHANGED))[:1]
    pages = ContributionPage.objects.live().filter(embargo_until__lte=now)
    pages = pages.annotate(approved_at=Subquery(approved))
    seen = PublicationEvent.objects.filter(
        page_id=OuterRef("pk"), kind=kinds.OPENED, way=EMBARGO, at__gte=OuterRef("embargo_until")
    )
    return pages.filter(approved_at__lt=F("embargo_until")).exclude(Exists(seen))


@transaction.atomic
def _record(page: ContributionPage) -> bool:
    """Two processes may have read the same list."""
    ContributionPage.objects.select_for_update().filter(pk=page.pk).first()
    kind = PublicationEvent.Kind.OPENED
    events = PublicationEvent.objects.filter(page_id=page.pk, kind=kind, way=EMBARGO)
    if events.filter(at__gte=page.embargo_until).exists():
        return False
    PublicationEvent.objects.record(page.specific, kind, EMBARGO)
    return True

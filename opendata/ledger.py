"""Keeps the ledger: what the public could see, and since when.

Publication events name the pages, and published() decides: each is compared with its record. Once
a day everything is compared (`reconcile`), which makes up for whatever left no event. Digests,
harvesting, citations of versions and webhooks all read the ledger.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from practices.models import ContributionPage, PublicationEvent
from practices.models.events import MOVE
from practices.publication import TRANSLATION
from search.kinds import kind_of

from .models import PublicRecord, PublicVersion
from .reading import read
from .representation import contribution

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet

BATCH = 200
KEY = 1_934_211_049  # of the lock: any number that nothing else on the database uses


@dataclass
class Changes:
    published: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    withdrawn: list = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.published or self.changed or self.withdrawn)


@transaction.atomic
def look(now: datetime | None = None) -> "Changes":
    """Read a few hundred events and bring their records up to date; the changes made."""
    _in_turn()
    events = list(PublicationEvent.objects.unnoticed()[:BATCH])
    # The same text, changed: its address, or a translation beside it.
    moved = [event.page_id for event in events if event.way in (MOVE, TRANSLATION)]
    PublicRecord.objects.filter(page_id__in=moved).update(revision_id=None)
    changes = _update({event.page_id for event in events}, now)
    read = [event.pk for event in events]
    PublicationEvent.objects.filter(pk__in=read).update(noticed=True)
    return changes


@transaction.atomic
def reconcile(now: datetime | None = None) -> "Changes":
    """Compare all records with what is public, and bring a few hundred of them up to date."""
    _in_turn()
    return _update(None, now)


def _update(page_ids: set[int] | None, now: datetime | None) -> "Changes":
    """Of these pages, or of all."""
    now = (now or timezone.now()).replace(microsecond=0)  # harvesters compare whole seconds
    pages, records = public(), PublicRecord.objects.filter(withdrawn_at__isnull=True)
    if page_ids is not None:
        pages, records = pages.filter(pk__in=page_ids), records.filter(page_id__in=page_ids)
    changes = Changes(list(_unseen(pages)), list(_rewritten(pages)), list(_gone(records)))
    kept = _write_versions([*changes.published, *changes.changed], now)
    changes.published = [pk for pk in changes.published if pk in kept]
    _note(changes, now)
    return changes


def _in_turn() -> None:
    if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])


def public() -> "ContributionQuerySet":
    return ContributionPage.objects.published().order_by("pk")


def _unseen(pages: "ContributionQuerySet") -> "ContributionQuerySet":
    seen = PublicRecord.objects.filter(withdrawn_at__isnull=True).values("page_id")
    return pages.exclude(pk__in=seen).values_list("pk", flat=True)[:BATCH]


def _rewritten(pages: "ContributionQuerySet") -> "ContributionQuerySet":
    known = PublicRecord.objects.filter(page_id=OuterRef("pk"), withdrawn_at__isnull=True)
    same = known.filter(revision_id=OuterRef("live_revision_id"))
    return pages.filter(Exists(known)).exclude(Exists(same)).values_list("pk", flat=True)[:BATCH]


def _gone(records: QuerySet[PublicRecord]) -> QuerySet:
    gone = records.order_by("page_id").exclude(page_id__in=public().order_by().values("pk"))
    return gone.values_list("page_id", flat=True)[:BATCH]


def withdrawn_since(moment) -> bool:
    """Whether anything that was public at that moment no longer is; asks the pages themselves."""
    then = PublicRecord.objects.filter(since__lte=moment)
    still = then.filter(withdrawn_at__isnull=True).exclude(
        page_id__in=public().order_by().values("pk")
    )
    # In the very second as well: whether before or after is not known, and files can be made anew.
    return still.exists() or then.filter(withdrawn_at__gte=moment).exists()


def _write_versions(ids, now) -> set:
    """Store each text under the next number and the record with it; the ids that were public."""
    last = _last_versions(ids)
    pages = read(ids)
    PublicVersion.objects.bulk_create(
        PublicVersion(
            page_id=page.pk,
            number=last.get(page.pk, 0) + 1,
            public_from=now,
            content=_as_json(contribution(page)),
        )
        for page in pages
    )
    _write_records(pages, now)
    return {page.pk for page in pages}


def _last_versions(ids) -> dict:
    versions = PublicVersion.objects.filter(page_id__in=ids).order_by("number")
    return dict(versions.values_list("page_id", "number"))  # the highest number comes last


def _as_json(facts) -> dict:
    return json.loads(json.dumps(facts, cls=DjangoJSONEncoder))


def _write_records(pages, now) -> None:
    rows = [
        PublicRecord(
            page_id=page.pk,
            kind=kind_of(page).key,
            revision_id=page.live_revision_id,
            since=now,
            changed_at=now,
        )
        for page in pages
    ]
    PublicRecord.objects.bulk_create(rows, ignore_conflicts=True)
    for page in pages:
        PublicRecord.objects.filter(page_id=page.pk).update(
            revision_id=page.live_revision_id, changed_at=now, withdrawn_at=None
        )


def _note(changes, now) -> None:
    PublicRecord.objects.filter(page_id__in=changes.withdrawn).update(
        withdrawn_at=now, changed_at=now
    )

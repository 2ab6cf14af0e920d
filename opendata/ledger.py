"""Keeps the ledger: compares what is public now with what was public at the last look.

Nobody has to report a publication. Embargoes that end, restrictions of a parent page, imports and
withdrawals all show in published(), so comparing is enough, and a missed look is made up for by
the next one. Digests, harvesting, citations of versions and webhooks all read the ledger.
"""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from practices.models import ContributionPage

from .models import PublicRecord, PublicVersion
from .reading import read
from .representation import contribution, kind_of

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


def look(now=None) -> "Changes":
    """Bring up to a few hundred records up to date, in one transaction; the Changes made."""
    now = (now or timezone.now()).replace(microsecond=0)  # harvesters compare whole seconds
    with transaction.atomic():
        _in_turn()
        changes = Changes(list(_unseen()), list(_rewritten()), list(_gone()))
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


def _unseen() -> "ContributionQuerySet":
    seen = PublicRecord.objects.filter(withdrawn_at__isnull=True).values("page_id")
    return public().exclude(pk__in=seen).values_list("pk", flat=True)[:BATCH]


def _rewritten() -> "ContributionQuerySet":
    known = PublicRecord.objects.filter(page_id=OuterRef("pk"), withdrawn_at__isnull=True)
    pages = public().annotate(known=Subquery(known.values("revision_id")))
    changed = pages.filter(known__isnull=False).exclude(known=F("live_revision_id"))
    return changed.values_list("pk", flat=True)[:BATCH]


def _gone() -> QuerySet:
    records = PublicRecord.objects.filter(withdrawn_at__isnull=True).order_by("page_id")
    gone = records.exclude(page_id__in=public().order_by().values("pk"))
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
            kind=kind_of(page),
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

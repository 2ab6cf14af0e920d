"""Yearly confirmation by States that their public texts are up to date."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from practices import permissions
from practices.models import ContributionPage

from .models import Confirmation

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet

ASKED_AFTER = timedelta(days=365)
STALE_AFTER = ASKED_AFTER + timedelta(days=60)  # what a ministry needs to answer


@dataclass(frozen=True)
class ConfirmationStatus:
    """`since` counts: the confirmation, or, for what never had one, its first day in public."""

    confirmed: datetime | None
    since: datetime | None
    is_due: bool
    is_stale: bool


def of(page: ContributionPage, now: datetime | None = None) -> ConfirmationStatus:
    row = Confirmation.objects.filter(page_id=page.pk).first()
    return status(page, row, now)


def status(
    page: ContributionPage, row: Confirmation | None, now: datetime | None = None
) -> ConfirmationStatus:
    confirmed = row.at if row else None
    since = confirmed or page.first_published_at
    age = (now or timezone.now()) - since if since else timedelta()
    # Nobody is there to confirm an invented text.
    counts = page.live and not page.is_sample and page.is_confirmed_yearly
    return ConfirmationStatus(
        confirmed, since, counts and age >= ASKED_AFTER, counts and age >= STALE_AFTER
    )


def due(now: datetime | None = None) -> "ContributionQuerySet":
    """Public contributions to be confirmed again, the longest unconfirmed first."""
    now = now or timezone.now()
    pages = ContributionPage.objects.shared().published(now).filter(is_sample=False)
    pages = pages.annotate(since=Coalesce("confirmation__at", "first_published_at"))
    pages = pages.annotate(is_stale=Q(since__lte=now - STALE_AFTER))
    waiting: ContributionQuerySet = pages.filter(since__lte=now - ASKED_AFTER).order_by(
        F("since").asc(), "pk"
    )
    return waiting


def note_publication(page: ContributionPage, user: User | None) -> None:
    """Two keys have just turned: the State and the Secretariat say that the text is right.

    That something public has changed, the publication itself tells.
    """
    said = Confirmation(page_id=page.pk, at=timezone.now(), by=trail.name_of(user))
    Confirmation.objects.bulk_create(
        [said], update_conflicts=True, unique_fields=["page"], update_fields=["at", "by"]
    )


@transaction.atomic
def confirm(page: ContributionPage, user: User) -> None:
    """The State's word that the public text is still right; nothing of it changes."""
    if not (page.live and permissions.may_clear(user, page)):
        raise PermissionDenied(_("Only the State confirms what it has made public."))
    before = of(page).since
    values = {"at": timezone.now(), "by": trail.name_of(user)}
    Confirmation.objects.update_or_create(page_id=page.pk, defaults=values)
    trail.record("confirmed", page, user, before={"since": before})

"""Publication events: what happened to the public text of a contribution."""

from collections.abc import Iterable, Sequence
from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.signals import publication_changed

# Ways that are no publication; the others are named in practices.publication.
UNPUBLISHED = "unpublished"
EXPIRY = "expiry"
DELETION = "deletion"
MOVE = "move"
RESTRICTION = "restriction"
EMBARGO = "embargo"


class PublicationEventQuerySet(models.QuerySet["PublicationEvent"]):
    def unnoticed(self) -> Self:
        """Events that the ledger has not read yet."""
        return self.filter(noticed=False).order_by("pk")

    @transaction.atomic(savepoint=False)
    def record(self, page, kind: str, way: str, user=None) -> "PublicationEvent":
        """Write the event of one page, and tell whoever follows it."""
        [event] = self.record_each([page], kind, way, user)
        return event

    @transaction.atomic(savepoint=False)
    def record_each(
        self, pages: Sequence, kind: str, way: str, user=None
    ) -> "list[PublicationEvent]":
        """The same for pages of which each has its own event, as after an import."""
        events = self._write(pages, kind, way)
        publication_changed.send(PublicationEvent, events=events, pages=list(pages), user=user)
        return events

    @transaction.atomic(savepoint=False)
    def record_all(self, pages: Iterable, kind: str, way: str) -> None:
        """The same for what a page above them went through: one signal, without the pages."""
        events = self._write(pages, kind, way)
        if events:
            publication_changed.send(PublicationEvent, events=events, pages=[], user=None)

    def _write(self, pages: Iterable, kind: str, way: str) -> "list[PublicationEvent]":
        events = [
            PublicationEvent(page_id=page.pk, kind=kind, way=way, revision_id=page.live_revision_id)
            for page in pages
        ]
        self.bulk_create(events)
        return events


class PublicationEvent(models.Model):
    """One row for each event, written in the transaction that does it.

    Trail, mail, confirmation and index follow it in the same transaction
    (`practices.signals.publication_changed`), the ledger within a minute. The row outlives the
    page, and holds neither text nor names.
    """

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        CHANGED = "changed", _("changed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        RESTRICTED = "restricted", _("restricted")
        OPENED = "opened", _("opened")

    page_id = models.BigIntegerField(_("page"), db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    way = models.CharField(_("way"), max_length=20, blank=True)
    revision_id = models.BigIntegerField(_("revision"), null=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    noticed = models.BooleanField(_("read by the ledger"), default=False)

    objects = PublicationEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("publication event")
        verbose_name_plural = _("publication events")
        indexes = [
            models.Index(fields=["id"], name="event_unnoticed", condition=models.Q(noticed=False))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"

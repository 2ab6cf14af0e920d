"""The ledger: what the public could see, and since when; and partners who want to be told."""

from datetime import datetime, timedelta
from typing import Self

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.work_queue import WorkItem, WorkQuerySet

from .addresses import identifier, moved_here


class PublicRecord(models.Model):
    """One contribution that is or was public, as `ledger.look()` last saw it.

    The row outlives the page: harvesters must learn that a record is gone. It holds no text.
    """

    page_id = models.BigIntegerField(_("page"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=20)
    revision_id = models.BigIntegerField(_("public revision"), null=True)
    since = models.DateTimeField(_("public since"), db_index=True)
    changed_at = models.DateTimeField(_("last change"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("public record")
        verbose_name_plural = _("public records")
        indexes = [models.Index(fields=["changed_at", "page_id"], name="record_changed")]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"


class PublicVersion(models.Model):
    """A text as it was public, so that a citation leads to what was cited."""

    page_id = models.BigIntegerField(_("page"))
    number = models.PositiveIntegerField(_("number"))
    public_from = models.DateTimeField(_("public from"))
    content = models.JSONField(_("content"))

    class Meta:
        ordering = ["page_id", "number"]
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")
        constraints = [
            models.UniqueConstraint(fields=["page_id", "number"], name="public_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}, version {self.number}"

    @property
    def facts(self) -> dict:
        """The content, with the portal's own addresses under its present host."""
        return self.content | {
            "identifier": identifier(self.page_id),
            "url": moved_here(self.content["url"]),
            "annexes": [
                annex | {"url": moved_here(annex["url"])} for annex in self.content["annexes"]
            ],
        }


class Webhook(models.Model):
    """A partner's system that is told of each publication, change and withdrawal."""

    name = models.CharField(_("partner"), max_length=255)
    url = models.URLField(_("address"), max_length=1000)
    secret = models.TextField(_("secret"), editable=False)
    active = models.BooleanField(_("active"), default=True)
    with_record = models.BooleanField(
        _("also of the Commission’s record"),
        default=False,
        help_text=_("Otherwise the partner is told of practices and strategies only."),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(WorkQuerySet):
    def due(self, now: datetime | None = None) -> Self:
        return super().due(now).filter(webhook__active=True).order_by("pk")


class Delivery(WorkItem):
    """One message to one partner: the log that officers read, and the queue that is worked."""

    class State(models.TextChoices):
        PENDING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        DONE = "done", _("received")
        FAILED = "failed", _("given up")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(_("event"), max_length=20)
    page_id = models.BigIntegerField(_("page"))
    happened_at = models.DateTimeField(_("happened at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    answer = models.CharField(_("last answer"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["state", "next_try"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.event} {self.page_id} → {self.webhook}"


class RequestCountManager(models.Manager):
    def count_one_more(self, key: str) -> int:
        """Add one to the key's count and return it, in one statement: no request goes unseen."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        statement = (
            f"INSERT INTO {table} (key, used, at) VALUES (%s, 1, %s) "  # noqa: S608  our own name
            f"ON CONFLICT (key) DO UPDATE SET used = {table}.used + 1 RETURNING used"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [key, timezone.now()])
            return cursor.fetchone()[0]

    def delete_old(self, minutes: int = 5) -> None:
        self.filter(at__lt=timezone.now() - timedelta(minutes=minutes)).delete()


class RequestCount(models.Model):
    """Requests of one client in one minute; the key holds a hash and no address."""

    key = models.CharField(max_length=100, primary_key=True)
    used = models.PositiveIntegerField()
    at = models.DateTimeField(db_index=True)

    objects = RequestCountManager()

    class Meta:
        verbose_name = _("request count")
        verbose_name_plural = _("request counts")

    def __str__(self) -> str:
        return f"{self.key}: {self.used}"

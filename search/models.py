"""What the search keeps in the database: the outbox of the index, and the synonyms."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.languages import Language


class IndexStateQuerySet(models.QuerySet["IndexState"]):
    def waiting(self) -> "IndexStateQuerySet":
        """Rows whose page must be brought to the index, now or later; parked ones are not."""
        return self.filter(pending=True, parked=False)

    def due(self, now: datetime | None = None) -> "IndexStateQuerySet":
        return self.waiting().filter(due__lte=now or timezone.now()).order_by("due", "page_id")

    def unsettled(self, now: datetime | None = None) -> "IndexStateQuerySet":
        """Rows the index is behind with: due, or waiting for another try."""
        return self.waiting().filter(Q(due__lte=now or timezone.now()) | Q(attempts__gt=0))

    def parked(self) -> "IndexStateQuerySet":
        return self.filter(parked=True)


class IndexState(models.Model):
    """The outbox: one row per page, written in the transaction that changes the page.

    `version` grows with every change and is the document's version in the index, so that an old
    write can never win. The row outlives its page: a deleted page must stay deleted.
    """

    page_id = models.BigIntegerField(_("page"), primary_key=True)
    version = models.PositiveBigIntegerField(_("version"), default=0)
    pending = models.BooleanField(_("waits for the index"), default=False)
    due = models.DateTimeField(
        _("due"), default=timezone.now, help_text=_("In the future for embargo, expiry or retry.")
    )
    since = models.DateTimeField(_("waiting since"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    parked = models.BooleanField(_("given up"), default=False)
    error = models.TextField(_("last error"), blank=True)

    objects = IndexStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("state of a page in the index")
        verbose_name_plural = _("states of pages in the index")
        indexes = [models.Index(fields=["due"], condition=Q(pending=True), name="index_state_due")]

    def __str__(self) -> str:
        return f"{self.page_id}, version {self.version}"


class Synonyms(models.Model):
    """Terms that mean the same, or terms with what else a search for them should find."""

    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language.choices,
        default=Language.EN,
        help_text=_("Other forms of the words in this language are recognized."),
    )
    terms = models.TextField(
        _("terms"),
        help_text=_(
            "One per line: an everyday word, an acronym, a name in full. An acronym that is also a "
            "word, such as WHO, is recognized in capitals only."
        ),
    )
    also = models.TextField(
        _("also find"),
        blank=True,
        help_text=_(
            "One per line. A search for any of the terms finds these as well, but not the other "
            "way round. Leave it empty if the terms mean the same: each then finds the others."
        ),
    )
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        ordering = ["language", "terms"]
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        terms = " = ".join(self.term_list)
        return f"{terms} → {', '.join(self.also_list)}" if self.also_list else terms

    @property
    def term_list(self) -> list[str]:
        return _lines(self.terms)

    @property
    def also_list(self) -> list[str]:
        return _lines(self.also)

    def clean(self) -> None:
        if not self.also_list and len(self.term_list) < 2:
            raise ValidationError(
                {"terms": _("Give at least two terms, one per line, or something to find as well.")}
            )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class PageToRetag(models.Model):
    """A contribution that the database's own index may hold wrongly; see `retagging`."""

    page_id = models.BigIntegerField(_("page"), primary_key=True)
    marked_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("contribution to read again for its concepts")
        verbose_name_plural = _("contributions to read again for their concepts")

    def __str__(self) -> str:
        return str(self.page_id)

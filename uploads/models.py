"""The text of documents, as it was read from their files: for the search, and never shown whole."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.work_queue import WorkItem, WorkQuerySet


class FileTextQuerySet(WorkQuerySet["FileText"]):
    def read(self) -> "FileTextQuerySet":
        return self.filter(state=FileText.State.READ)


class FileText(WorkItem):
    """One for each document that can be read; `reader` is what read it, and in which way."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting to be read")
        SENDING = "reading", _("being read")
        READ = "read", _("text found")
        EMPTY = "empty", _("no text on the pages")
        FAILED = "failed", _("cannot be read")

    document = models.OneToOneField(
        "wagtaildocs.Document",
        models.CASCADE,
        primary_key=True,
        related_name="text",
        verbose_name=_("document"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    reader = models.CharField(_("read by"), max_length=100, blank=True)
    number = models.PositiveIntegerField(_("pages"), default=0)
    error = models.CharField(_("error"), max_length=500, blank=True)

    objects = FileTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        indexes = [
            models.Index(
                fields=["next_try"],
                condition=Q(state__in=["pending", "reading"]),
                name="file_text_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.get_state_display()}"

    @property
    def is_searchable(self) -> bool:
        """What waits is not called unsearchable: it takes a minute."""
        return self.state not in (self.State.EMPTY, self.State.FAILED)


class FilePage(models.Model):
    """A page or slide with words on it; 0 where the file does not say where its pages end."""

    file = models.ForeignKey(FileText, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"))
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["file", "number"]
        verbose_name = _("page of a file")
        verbose_name_plural = _("pages of files")
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="a_page_of_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id}, {self.number}"

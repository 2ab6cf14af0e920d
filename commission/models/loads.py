"""Tables that officers have uploaded for the record, and what each row of them would do."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.work_queue import WorkItem, WorkQuerySet


class Load(WorkItem):
    """Checked first, row by row; what was checked is made public once another officer applies it.

    The files go when the work is done: they hold names of speakers that are not public.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        SENDING = "working", _("at work")
        CHECKED = "checked", _("checked")
        DONE = "done", _("done")

    class Phase(models.TextChoices):
        CHECK = "check", _("checking")
        PUBLISH = "publish", _("making public")

    class Contents(models.TextChoices):
        STATEMENTS = "statements", _("statements and other interventions")
        RECOMMENDATIONS = "recommendations", _("recommendations of subsidiary bodies")
        REPLIES = "replies", _("replies of States to recommendations")

    contents = models.CharField(
        _("what its rows are"), max_length=20, choices=Contents, default=Contents.STATEMENTS
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    phase = models.CharField(_("step"), max_length=10, choices=Phase, default=Phase.CHECK)
    table = models.FileField(_("table"), upload_to="loads", max_length=255, blank=True)
    name = models.CharField(_("name of the file"), max_length=255)
    language = models.CharField(max_length=10)  # in which its faults are told
    total = models.PositiveIntegerField(_("rows"), default=0)
    fault = models.TextField(_("fault of the file"), blank=True)
    notes = models.JSONField(_("remarks"), default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("table for the record")
        verbose_name_plural = _("tables for the record")

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.PENDING, self.State.SENDING)

    @property
    def is_ready(self) -> bool:
        """Whether it can be proposed: all rows are checked, none has a fault, some change."""
        is_checked = self.state == self.State.CHECKED and self.phase == self.Phase.CHECK
        return (
            is_checked
            and not self.fault
            and not self.rows.faulty().exists()
            and self.rows.to_be_written().exists()
        )

    @property
    def looked_at(self) -> int:
        """Rows that the step under way has behind it."""
        done = self.rows.all() if self.phase == self.Phase.CHECK else self.rows.filter(is_done=True)
        return done.count()

    def forget_files(self) -> None:
        for kept in [self.table, *(archive.file for archive in self.archives.all())]:
            if kept:
                kept.delete(save=False)
        self.archives.all().delete()
        type(self).objects.filter(pk=self.pk).update(table="")


class LoadArchive(models.Model):
    """A ZIP file with files that the rows name."""

    load = models.ForeignKey(Load, models.CASCADE, related_name="archives")
    file = models.FileField(_("file"), upload_to="loads", max_length=255)
    name = models.CharField(_("name of the file"), max_length=255)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("ZIP file of a table")
        verbose_name_plural = _("ZIP files of tables")

    def __str__(self) -> str:
        return self.name


class LoadRowQuerySet(models.QuerySet["LoadRow"]):
    def faulty(self) -> "LoadRowQuerySet":
        return self.filter(outcome="faulty")

    def to_be_written(self) -> "LoadRowQuerySet":
        return self.filter(outcome__in=("created", "updated"))


class LoadRow(models.Model):
    """`outcome` is that of commission.loads.checking; `faults` are (column, sentence)."""

    load = models.ForeignKey(Load, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("number"))  # among the rows, from 0
    line = models.CharField(_("line"), max_length=100)
    key = models.CharField(_("key"), max_length=100, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10)
    whose = models.CharField(_("State or organization"), max_length=255, blank=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    files = models.JSONField(_("files"), default=list)
    faults = models.JSONField(_("faults"), default=list)
    notes = models.JSONField(_("remarks"), default=list)
    is_done = models.BooleanField(_("made public"), default=False)

    objects = LoadRowQuerySet.as_manager()

    class Meta:
        ordering = ["load", "number"]
        verbose_name = _("row of a table")
        verbose_name_plural = _("rows of tables")
        constraints = [
            models.UniqueConstraint(fields=["load", "number"], name="a_row_of_a_table_once")
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.outcome}"

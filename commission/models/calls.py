"""Calls for contributions to a meeting, and what was begun in answer to them."""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageManager

from practices.models import ContributionPage
from practices.querysets import ContributionQuerySet

from .records import RecordPage


class CallQuerySet(ContributionQuerySet):
    def open(self, today: date | None = None) -> "CallQuerySet":
        """Public, and the deadline has not passed; the most urgent first."""
        today = today or timezone.localdate()
        return self.published().filter(deadline__gte=today).order_by("deadline", "pk")

    def to_states(self) -> "CallQuerySet":
        return self.exclude(addressees=CallPage.Addressees.ORGANIZATIONS)


class CallPage(RecordPage):
    """`date` is the day of the call; its theme are its challenges and chapters."""

    class Addressees(models.TextChoices):
        STATES = "states", _("Member States")
        ORGANIZATIONS = "organizations", _("organizations")
        ALL = "all", _("Member States and organizations")

    deadline = models.DateField(_("deadline"))
    addressees = models.CharField(
        _("addressed to"), max_length=20, choices=Addressees, default=Addressees.STATES
    )

    objects = PageManager.from_queryset(CallQuerySet)()

    only_kind = RecordPage.Kind.CALL
    is_compared = False
    template = "commission/call_page.html"
    parent_page_types = ["commission.MeetingPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("call for contributions")
        verbose_name_plural = _("calls for contributions")

    @property
    def is_open(self) -> bool:
        return self.deadline >= timezone.localdate()


class CallAnswer(models.Model):
    """A contribution that was begun in answer to a call; a draft is its State's alone."""

    call = models.ForeignKey(CallPage, models.CASCADE, related_name="answers")
    page = models.OneToOneField(ContributionPage, models.CASCADE, related_name="call_answer")

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")

    def __str__(self) -> str:
        return f"{self.call}: {self.page}"


class CallReminder(models.Model):
    """That a person was reminded of a deadline so many days before it; each only once."""

    call = models.ForeignKey(CallPage, models.CASCADE, related_name="+")
    person = models.ForeignKey(get_user_model(), models.CASCADE, related_name="+")
    days_before = models.PositiveSmallIntegerField(_("days before the deadline"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person", "days_before"], name="call_reminder_once"
            )
        ]
        verbose_name = _("reminder of a call")
        verbose_name_plural = _("reminders of calls")

    def __str__(self) -> str:
        return f"{self.call}, {self.days_before}"

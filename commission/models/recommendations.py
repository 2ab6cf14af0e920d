"""Recommendations of subsidiary bodies, and what States replied to them."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from commission import panels, rules
from common.sanitise import FEATURES, clean_html
from taxonomy.models import MemberState

from .records import RecordPage


class BodyRecommendationPage(RecordPage):
    """A recommendation as a meeting adopted it; `text` is its wording."""

    number = models.CharField(_("number"), max_length=20)
    working_group = models.CharField(_("working group"), max_length=255, blank=True)
    addressees = models.CharField(_("addressed to"), max_length=255, blank=True)
    addressed_states = ParentalManyToManyField(
        MemberState,
        blank=True,
        related_name="+",
        verbose_name=_("Member States addressed"),
        help_text=_("Only where it names them. It stays open until each has put it into practice."),
    )

    only_kind = RecordPage.Kind.RECOMMENDATION
    stands_at_meeting = True
    content_panels = panels.RECOMMENDATION
    template = "commission/body_recommendation_page.html"
    parent_page_types = ["commission.MeetingPage"]
    subpage_types = []
    search_fields = [
        *RecordPage.search_fields,
        index.SearchField("working_group"),
        index.SearchField("addressees"),
    ]

    class Meta:
        verbose_name = _("recommendation of a subsidiary body")
        verbose_name_plural = _("recommendations of subsidiary bodies")

    def missing(self) -> Iterator[str]:
        return rules.missing_of_recommendation(self)


class Reply(Orderable):
    """What a State reported about a recommendation, as a rule two meetings later."""

    class Status(models.TextChoices):
        DONE = "done", _("put into practice")
        PARTLY = "partly", _("partly put into practice")
        PLANNED = "planned", _("planned")
        NOT = "not", _("not put into practice")
        REPORTED = "reported", _("reported")

    page = ParentalKey(BodyRecommendationPage, on_delete=models.CASCADE, related_name="replies")
    state = models.ForeignKey(
        MemberState, models.PROTECT, related_name="+", verbose_name=_("Member State")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.REPORTED)
    text = RichTextField(_("text"), blank=True, features=FEATURES)
    source = models.CharField(_("source"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return f"{self.state}, {self.year}"

    def clean(self) -> None:
        super().clean()
        rules.refuse_year(self.year)

    def save(self, *args, **kwargs) -> None:
        self.text = clean_html(self.text)
        super().save(*args, **kwargs)

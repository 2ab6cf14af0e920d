"""Statements, presentations, video messages and written contributions at a meeting."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from commission import panels, rules
from commission.record_form import InterventionForm
from taxonomy.languages import Language

from .records import RecordPage

if TYPE_CHECKING:
    from .meetings import Segment


class InterventionPage(RecordPage):
    """Of a Member State (`state`) or an organization; files are annexes, `text` a transcript."""

    class Spoken(models.TextChoices):
        AR = "ar", Language.AR.label
        ZH = "zh", Language.ZH.label
        EN = "en", Language.EN.label
        FR = "fr", Language.FR.label
        RU = "ru", Language.RU.label
        ES = "es", Language.ES.label
        OTHER = "other", _("another language")

    segment = models.ForeignKey(
        "commission.Segment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="interventions",
        verbose_name=_("segment"),
    )
    on_behalf_of = models.CharField(
        _("on behalf of"), max_length=255, blank=True, help_text=_("A group of States.")
    )
    speaker_role = models.CharField(_("role of the speaker"), max_length=255, blank=True)
    speaker_name = models.CharField(_("name of the speaker"), max_length=255, blank=True)
    is_speaker_public = models.BooleanField(_("the name is public"), default=False)
    spoken = models.CharField(_("language spoken"), max_length=5, choices=Spoken, blank=True)
    was_delivered = models.BooleanField(
        _("delivered at the meeting"), default=True, help_text=_("Otherwise only submitted.")
    )

    KINDS = (
        RecordPage.Kind.STATEMENT,
        RecordPage.Kind.PRESENTATION,
        RecordPage.Kind.VIDEO,
        RecordPage.Kind.WRITTEN,
    )
    stands_at_meeting = True
    content_panels = panels.INTERVENTION
    base_form_class = InterventionForm
    template = "commission/intervention_page.html"
    parent_page_types = ["commission.MeetingPage"]
    subpage_types = []
    search_fields = [
        *RecordPage.search_fields,
        index.SearchField("on_behalf_of"),
        index.SearchField("public_speaker"),
    ]

    class Meta:
        verbose_name = _("statement or other intervention")
        verbose_name_plural = _("statements and other interventions")

    def clean(self) -> None:
        super().clean()
        rules.refuse_both(self.state_id, self.organization_id)
        if self.segment and self.meeting_id and self.segment.page_id != self.meeting_id:
            raise ValidationError({"segment": gettext("This segment is of another meeting.")})

    def missing(self) -> Iterator[str]:
        return rules.missing_of_intervention(self)

    @property
    def public_speaker(self) -> str:
        """The name only where it was made public, and the role."""
        name = self.speaker_name if self.is_speaker_public else ""
        return ", ".join(part for part in (name, self.speaker_role) if part)

    @property
    def public_segment(self) -> "Segment | None":
        """Nothing unverified of a programme is shown as a fact."""
        return self.segment if self.segment and self.segment.verified else None

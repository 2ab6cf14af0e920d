"""A pledge on a challenge of the 2019 declaration, and what became of it."""

import hashlib
from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from common.sanitise import FEATURES
from practices import panels

from .contributions import ContributionPage, name_of_state


class PledgePage(ContributionPage):
    """Of a Member State, or of the organization that it names; then it stands below no State."""

    pledged_on = models.DateField(_("pledged on"), null=True, blank=True)
    occasion = models.CharField(
        _("occasion"),
        max_length=255,
        blank=True,
        help_text=_("For example, the high-level segment in March 2024."),
    )
    organization = models.CharField(
        _("organization"),
        max_length=255,
        blank=True,
        help_text=_("Who pledges, if it is not a Member State. Write the name in full."),
    )
    commitment = RichTextField(_("what is pledged"), blank=True, features=FEATURES)

    address_prefix = "pledges"
    template = "practices/pledge_page.html"
    section_fields = ["commitment"]
    content_panels = panels.PLEDGE
    search_fields = [
        *ContributionPage.search_fields,
        index.SearchField("occasion"),
        index.SearchField("organization"),
        index.SearchField("commitment"),
        index.RelatedFields("progress", [index.SearchField("text")]),
    ]

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")

    @property
    def type_label(self) -> str | Promise:
        return _("Pledge")

    @property
    def whose(self) -> str:
        return self.organization or name_of_state(self)

    @property
    def day(self) -> date | None:
        return self.pledged_on

    @property
    def years(self) -> str:
        """The day takes the place of a period."""
        return date_format(self.pledged_on, "DATE_FORMAT") if self.pledged_on else ""

    def sanitise(self) -> None:
        super().sanitise()
        self.start_year = self.pledged_on.year if self.pledged_on else None


class ProgressNote(Orderable):
    """What was done about a pledge by a certain day."""

    page = ParentalKey(PledgePage, on_delete=models.CASCADE, related_name="progress")
    day = models.DateField(_("day"))
    text = models.TextField(_("progress"), max_length=2000)

    class Meta(Orderable.Meta):
        verbose_name = _("progress note")
        verbose_name_plural = _("progress notes")

    def __str__(self) -> str:
        return f"{self.day}: {self.text}"

    @property
    def identity(self) -> str:
        """Tells one note from another before it has a key in the database."""
        return hashlib.sha256(str(self).encode()).hexdigest()[:16]

"""An entry of the Commission's record: what meetings, statements, documents and so on share."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.search import index

from commission import rules
from commission.dates import span
from commission.page_permissions import RecordPermissionTester
from commission.record_form import RecordForm
from common.in_language import InLanguage
from common.sanitise import FEATURES
from practices.models import ContributionPage
from practices.models.contributions import name_of_state
from taxonomy.languages import Language

from .bodies import Body, Organization

if TYPE_CHECKING:
    from .meetings import MeetingPage


class RecordPage(ContributionPage):
    """Searched, tagged, cited and published as contributions are; never created as such.

    It belongs to the Secretariat wherever it names a State: `state` is whose statement it is, and
    gives its focal points no rights. `body` and `meeting` are where it belongs; of a meeting,
    `meeting` is empty.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        STATEMENT = "statement", _("Statement")
        PRESENTATION = "presentation", _("Presentation")
        VIDEO = "video", _("Video message")
        WRITTEN = "written", _("Written contribution")
        DOCUMENT = "document", _("Document")
        RECOMMENDATION = "recommendation", _("Recommendation of a subsidiary body")
        CALL = "call", _("Call for contributions")

    class Certainty(models.TextChoices):
        """What stands behind a fact; one without a source of the United Nations is a draft."""

        SEED = "A", _("note by the Secretariat")
        OFFICIAL = "B", _("source of the United Nations")
        THIRD_PARTY = "C", _("third party")
        DEDUCED = "D", _("deduced")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, db_index=True)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="records", verbose_name=_("body")
    )
    meeting = models.ForeignKey(
        "commission.MeetingPage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="records",
        verbose_name=_("meeting"),
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="records",
        verbose_name=_("organization"),
    )
    date = models.DateField(_("date"), null=True, blank=True)
    text = RichTextField(_("text"), blank=True, features=FEATURES)
    source = models.CharField(_("source"), max_length=255, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=2000, blank=True)
    certainty = models.CharField(
        _("certainty"), max_length=1, choices=Certainty, default=Certainty.OFFICIAL
    )

    only_kind = ""  # of a model whose entries are all of one kind
    stands_at_meeting = False
    is_contributed = False
    base_form_class = RecordForm
    is_creatable = False
    is_confirmed_yearly = False
    parent_page_types = []
    address_prefix = "meetings"
    template = "commission/record_page.html"
    section_fields = ["text"]
    search_fields = [
        *ContributionPage.search_fields,
        index.SearchField("organization_names", boost=2, part="place"),
        index.SearchField("text"),
    ]

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("entries of the record")

    @property
    def type_label(self) -> str | Promise:
        return self.get_kind_display()

    @property
    def organization_names(self) -> str:
        """In every language, as of States, and its acronym."""
        if self.organization is None:
            return ""
        names = (getattr(self.organization, f"label_{code}") for code in Language.values)
        return " ".join(filter(None, [self.organization.acronym, *names]))

    @property
    def when(self) -> str:
        return span(self.date, None) if self.date else ""

    @property
    def day(self) -> datetime.date | None:
        return self.date

    @property
    def years(self) -> str:
        """The day takes the place of a period."""
        return self.when

    @property
    def whose(self) -> str:
        """The State or the organization that spoke, or the body that issued it."""
        body = self.body if self.body and self.body.verified else None
        owner = None if self.state else self.organization or body
        return owner.label if owner else name_of_state(self)

    @cached_property
    def public_meeting(self) -> "MeetingPage | None":
        """The meeting, if visitors may read it; of many pages read at once (opendata.reading)."""
        meetings = self._meta.get_field("meeting").related_model.objects
        return meetings.published().filter(pk=self.meeting_id).first() if self.meeting_id else None

    @property
    def occasion(self) -> str:
        found = self.public_meeting
        return InLanguage(found.title, found.language) if found else ""

    @property
    def is_verified(self) -> bool:
        return self.certainty in (self.Certainty.SEED, self.Certainty.OFFICIAL)

    @property
    def address_above(self) -> str:
        return self.get_parent().url

    @property
    def belongs_to(self) -> None:
        """The Secretariat, whichever State the entry names."""
        return None

    def permissions_for_user(self, user) -> RecordPermissionTester:
        return RecordPermissionTester(user, self)

    def sanitise(self) -> None:
        super().sanitise()
        self.kind = self.only_kind or self.kind
        self.start_year = self.end_year = self.date.year if self.date else None

    def take_state_from_parent(self) -> None:
        """The record says whose a statement is; what stands below a meeting is of that meeting."""
        meeting = self.get_parent() if self.stands_at_meeting else None
        if meeting is None:
            return
        self.meeting_id = meeting.pk
        self.body = self.body or self.meeting.body
        self.date = self.date or self.meeting.date

    def clean(self) -> None:
        super().clean()
        rules.refuse_unsafe_address("source_url", self.source_url)

    def missing(self) -> Iterator[str]:
        """What its kind lacks before it can be made public (commission.rules)."""
        yield from ()

    @property
    def place_slug(self) -> str:
        """The second part of its address: of what is said at a meeting, the meeting."""
        return self.meeting.slug if self.meeting else ""

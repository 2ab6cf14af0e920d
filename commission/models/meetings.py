"""Meetings of the Commission and its subsidiary bodies, with their programme."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from commission import panels, rules
from commission.dates import Precision, iso, span
from taxonomy.models import Challenge, Chapter, MemberState

from .bodies import UNCONFIRMED, Organization
from .gone import TellsGone
from .records import RecordPage

RESERVED = {"bodies", "workplan"}  # commission/urls.py


class MeetingPage(TellsGone, RecordPage):
    """`date` is its first day, `last_day` its last; a meeting of one day has none.

    Where `precision` says that less is known, both are the first or last day of what is known.
    """

    class Session(models.TextChoices):
        REGULAR = "regular", _("regular session")
        RECONVENED = "reconvened", _("reconvened session")
        INTERSESSIONAL = "intersessional", _("intersessional meeting")
        THEMATIC = "thematic", _("thematic session")
        ROUND = "round", _("round of thematic discussions")
        MINISTERIAL = "ministerial", _("ministerial segment")
        HIGH_LEVEL = "high_level", _("high-level segment")
        EXTRAORDINARY = "extraordinary", _("extraordinary session")
        MEETING = "meeting", _("meeting of a subsidiary body")

    session = models.CharField(_("kind of meeting"), max_length=20, choices=Session)
    ordinal = models.PositiveSmallIntegerField(
        _("number of the session"), null=True, blank=True, help_text=_("62 for the 62nd.")
    )
    last_day = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("known of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    place = models.CharField(_("place"), max_length=255, blank=True)
    is_online = models.BooleanField(_("held online"), default=False)
    chair = models.CharField(_("chair"), max_length=255, blank=True)
    facilitator = models.CharField(_("facilitator"), max_length=255, blank=True)
    plan = models.SlugField(_("workplan"), blank=True)
    report = models.ForeignKey(
        "commission.DocumentPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="report_of",
        verbose_name=_("report of the meeting"),
    )
    unconfirmed = models.TextField(_("to be confirmed"), blank=True, help_text=UNCONFIRMED)

    only_kind = RecordPage.Kind.MEETING
    content_panels = panels.MEETING
    is_compared = False
    template = "commission/meeting_page.html"
    parent_page_types = ["commission.MeetingIndexPage"]
    subpage_types = [
        "commission.InterventionPage",
        "commission.BodyRecommendationPage",
        "commission.CallPage",
    ]
    search_fields = [
        *RecordPage.search_fields,
        index.SearchField("place"),
        index.SearchField("chair"),
        index.SearchField("facilitator"),
        index.SearchField("programme_words"),
    ]

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    @property
    def when(self) -> str:
        """As much as is known, as the interface writes it; nothing where nothing is."""
        return span(self.date, self.last_day, self.precision) if self.date else ""

    @property
    def iso_date(self) -> str:
        """Of its beginning: 2019-10-16, or 2016-10 where only the month is known."""
        return iso(self.date, self.precision) if self.date else ""

    @property
    def cited_date(self) -> str:
        return self.iso_date

    @property
    def is_known_to_the_day(self) -> bool:
        return bool(self.date) and self.precision == Precision.DAY

    @property
    def is_over(self) -> bool:
        last = self.last_day or self.date
        return last is not None and last < timezone.localdate()

    @property
    def where(self) -> str:
        """Place, or online, or both."""
        return ", ".join(filter(None, [self.place, gettext("online") if self.is_online else ""]))

    @property
    def programme(self) -> "list[Segment]":
        """What is verified of it, in order."""
        return [segment for segment in self.segments.all() if segment.verified]

    @property
    def programme_words(self) -> str:
        """For the search: of what is verified."""
        return " ".join(segment.title for segment in self.programme)

    @property
    def public_figures(self) -> "list[Figure]":
        return [figure for figure in self.figures.all() if figure.verified]

    @property
    def public_links(self) -> "list[MeetingLink]":
        return [link for link in self.web_links.all() if link.verified]

    def clean(self) -> None:
        super().clean()
        rules.refuse_days(self.date, self.last_day)
        if self.slug in RESERVED:
            raise ValidationError({"slug": gettext("This address belongs to another page.")})

    def sanitise(self) -> None:
        super().sanitise()
        if self.last_day == self.date:
            self.last_day = None

    def missing(self) -> Iterator[str]:
        return rules.missing_of_meeting(self)


class MeetingLink(Orderable):
    """A webcast, a programme, photographs, a profile in a social network."""

    class Kind(models.TextChoices):
        WEBCAST = "webcast", _("webcast")
        PAGE = "page", _("page of the meeting")
        PROGRAMME = "programme", _("programme")
        DOCUMENTS = "documents", _("documents")
        PHOTOS = "photos", _("photographs")
        SOCIAL = "social", _("social network")

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="web_links")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=255, blank=True)
    url = models.URLField(_("address"), max_length=2000)
    seen_on = models.DateField(_("seen on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=255, blank=True)
    verified = models.BooleanField(_("verified"), default=True)
    import_key = models.CharField(max_length=100, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("link of a meeting")
        verbose_name_plural = _("links of a meeting")

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    def clean(self) -> None:
        super().clean()
        rules.refuse_unsafe_address("url", self.url)


class Figure(Orderable):
    """A number that was reported, as it was reported; never one that was counted here."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        ABOUT = "about", _("about")
        OVER = "over", _("over")
        ALMOST = "almost", _("almost")

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="figures")
    what = models.CharField(_("what was counted"), max_length=100)
    qualifier = models.CharField(
        _("precision"), max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )
    number = models.PositiveIntegerField(_("number"))
    source = models.CharField(_("source"), max_length=255)
    verified = models.BooleanField(_("verified"), default=False)
    import_key = models.CharField(max_length=100, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")

    def __str__(self) -> str:
        return f"{self.get_qualifier_display()} {self.number} {self.what}"


class Segment(ClusterableModel, Orderable):
    """A part of a meeting: a day or half of one, with what it treated."""

    class Half(models.TextChoices):
        ALL_DAY = "", _("all day")
        MORNING = "am", _("morning")
        AFTERNOON = "pm", _("afternoon")

    page = ParentalKey(MeetingPage, on_delete=models.CASCADE, related_name="segments")
    title = models.CharField(_("title"), max_length=255, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    half = models.CharField(_("part of the day"), max_length=2, choices=Half, blank=True)
    challenges = ParentalManyToManyField(
        Challenge, blank=True, related_name="segments", verbose_name=_("challenges")
    )
    chapters = ParentalManyToManyField(
        Chapter, blank=True, related_name="segments", verbose_name=_("chapters")
    )
    source = models.CharField(_("source"), max_length=255, blank=True)
    verified = models.BooleanField(_("verified"), default=False)
    unconfirmed = models.TextField(_("to be confirmed"), blank=True, help_text=UNCONFIRMED)
    import_key = models.CharField(max_length=100, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("segment")
        verbose_name_plural = _("segments")

    def __str__(self) -> str:
        return self.title or str(self.day or self.pk)


class Panellist(Orderable):
    """An expert on the panel of a segment; the name is public only where it was made so."""

    class NominatedBy(models.TextChoices):
        REGIONAL_GROUP = "group", _("regional group")
        UNITED_NATIONS = "un", _("United Nations entity")
        ORGANIZATION = "organization", _("intergovernmental organization")
        CIVIL_SOCIETY = "civil_society", _("Vienna NGO Committee on Drugs")

    segment = ParentalKey(Segment, on_delete=models.CASCADE, related_name="panellists")
    nominated_by = models.CharField(_("nominated by"), max_length=20, choices=NominatedBy)
    group = models.CharField(_("regional group"), max_length=100, blank=True)
    state = models.ForeignKey(
        MemberState, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Member State"),
    )  # fmt: skip
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("organization"),
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=255, blank=True)
    name = models.CharField(_("name"), max_length=255, blank=True)
    is_name_public = models.BooleanField(_("the name is public"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("panellist")
        verbose_name_plural = _("panellists")

    @property
    def public_name(self) -> str:
        """Only where it was made public."""
        return self.name if self.is_name_public else ""

    def __str__(self) -> str:
        return self.role or str(self.get_nominated_by_display())

    def clean(self) -> None:
        super().clean()
        rules.refuse_both(self.state_id, self.organization_id)

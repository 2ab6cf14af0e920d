"""What a Member State shares: the part that practices and strategies have in common."""

from collections.abc import Iterator
from datetime import UTC

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from common.sanitise import FEATURES, clean_html, safe_address, text_to_html
from common.stems import index_words
from practices.editor_form import ContributionForm
from practices.querysets import TERMS, ContributionQuerySet, in_time
from taxonomy.languages import Language, direction
from taxonomy.models import (
    Challenge,
    Chapter,
    MemberState,
    PolicyDocument,
    Recommendation,
    TargetGroup,
)

from .control import Controlled

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class ContributionPage(Controlled, Page):
    """A practice or strategy; never created as such, always as one of the two.

    `language` is the language the State wrote in. It is a field and not Wagtail's locale, because
    all contributions of a State stand in one tree, whatever language each was written in.
    """

    state = models.ForeignKey(
        MemberState,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="contributions",
        verbose_name=_("Member State"),
        help_text=_("Taken from the page above; empty for joint and regional contributions."),
    )
    language = models.CharField(
        _("language of the text"), max_length=2, choices=Language, default=Language.EN
    )
    summary = models.TextField(
        _("summary"),
        max_length=3600,
        blank=True,
        help_text=_("Three or four sentences: what was done, for whom, with what result."),
    )
    start_year = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, validators=YEARS
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("Leave empty while it goes on."),
    )
    objectives = RichTextField(_("objectives"), blank=True, features=FEATURES)
    chapters = ParentalManyToManyField(
        Chapter, blank=True, related_name="contributions", verbose_name=_("UNGASS chapters")
    )
    challenges = ParentalManyToManyField(
        Challenge, blank=True, related_name="contributions", verbose_name=_("challenges")
    )
    recommendations = ParentalManyToManyField(
        Recommendation,
        blank=True,
        related_name="contributions",
        verbose_name=_("operational recommendations"),
    )
    policy_documents = ParentalManyToManyField(
        PolicyDocument,
        blank=True,
        related_name="contributions",
        verbose_name=_("policy documents"),
    )
    target_groups = ParentalManyToManyField(
        TargetGroup, blank=True, related_name="contributions", verbose_name=_("target groups")
    )
    contact_name = models.CharField(
        _("contact"), max_length=255, blank=True, help_text=_("For the Secretariat; never public.")
    )
    contact_email = models.EmailField(
        _("email of the contact"), blank=True, help_text=_("For the Secretariat; never public.")
    )
    embargo_until = models.DateTimeField(
        _("not public before"),
        null=True,
        blank=True,
        help_text=_(
            "The text is shown only from this time on, even if it is approved before. "
            "The time is in UTC (Coordinated Universal Time)."
        ),
    )
    is_sample = models.BooleanField(_("sample content"), default=False, editable=False)
    import_key = models.CharField(max_length=100, blank=True, editable=False, db_index=True)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = PageManager.from_queryset(ContributionQuerySet)()

    base_form_class = ContributionForm
    is_creatable = False
    parent_page_types = ["practices.StatePage"]
    subpage_types = []
    # One list for both search engines: names, and how much a word in them weighs. `part` is the
    # field of the Elasticsearch index ("body" by default, None: not there).
    search_fields = [
        *Page.search_fields,
        index.SearchField("title", boost=4, part="title"),
        index.SearchField("summary", boost=2, part="lead"),
        index.SearchField("state_names", boost=2, part="place"),
        index.SearchField("objectives"),
        index.RelatedFields("annexes", [index.SearchField("title")]),
        index.RelatedFields("links", [index.SearchField("title")]),
        index.SearchField("database_words", part=None),
    ]

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")

    @property
    def reference(self) -> str:
        """The number by which people name a contribution in letters; it never changes."""
        return f"GPP-{self.pk:05d}"

    @property
    def state_names(self) -> str:
        """The State's name in every language, so that a visitor finds it in their own."""
        if self.state is None:
            return ""
        return " ".join(getattr(self.state, f"name_{code}") for code in Language.values)

    @property
    def database_words(self) -> str:
        """Folded words and their stems, for the database's own search, which knows no language."""
        return index_words(" ".join(self._searched_texts()), self.language)

    def _searched_texts(self) -> Iterator:
        for field in self.get_search_fields():
            if isinstance(field, index.RelatedFields):
                yield from (item.title for item in getattr(self, field.field_name).all())
            elif isinstance(field, index.SearchField) and field.kwargs.get("part", "body"):
                yield str(getattr(self, field.field_name) or "")

    @property
    def years(self) -> str:
        """The period as people read it: 2018–2021, since 2018, or nothing."""
        start, end = self.start_year, self.end_year
        if start and end is None:
            return _("since %(year)s") % {"year": start}
        return "–".join(dict.fromkeys(str(year) for year in (start, end) if year))

    @property
    def awaits_embargo(self) -> bool:
        """Approved, and public once its embargo is over."""
        return bool(self.live and self.embargo_until and self.embargo_until > timezone.now())

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def state_slug(self) -> str:
        return self.state.code if self.state else "international"

    def get_context(self, request, *args, **kwargs) -> dict:
        """The terms are read once: facts, topics and what search engines read all name them."""
        if self.pk:
            models.prefetch_related_objects([self], *TERMS)
        return super().get_context(request, *args, **kwargs)

    @property
    def public_recommendations(self) -> list:
        """The verified ones: nothing unverified is shown as official."""
        return [term for term in self.recommendations.all() if term.verified]

    @property
    def sections(self) -> list:
        """The text of the page as (id, heading, HTML) in reading order; empty ones left out."""
        return [
            (name, capfirst(self._meta.get_field(name).verbose_name), html)
            for name in self.section_fields
            if strip_tags(html := self._section_html(name)).strip()
        ]

    def _section_html(self, name) -> str:
        value = getattr(self, name)
        return value if name in self.rich_text_fields() else text_to_html(value)

    @classmethod
    def rich_text_fields(cls) -> list[str]:
        return [field.name for field in cls._meta.get_fields() if isinstance(field, RichTextField)]

    def clean(self) -> None:
        super().clean()
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValidationError({"end_year": _("The last year is before the first year.")})

    def save(self, *args, **kwargs) -> None:
        self.take_state_from_parent()
        self.sanitise()
        super().save(*args, **kwargs)

    def sanitise(self) -> None:
        if self.embargo_until:  # as precise as its form: to the minute, whatever the zone
            moment = self.embargo_until.astimezone(UTC)
            self.embargo_until = moment.replace(second=0, microsecond=0)
        for name in self.rich_text_fields():
            html = self.without_foreign_links(clean_html(getattr(self, name)))
            setattr(self, name, html if strip_tags(html).strip() else "")

    def take_state_from_parent(self) -> None:
        parent = self.get_parent()
        if parent is not None:
            self.state = parent.specific.state

    def get_url_parts(self, request=None) -> tuple:
        """The public address: /practices/<state>/<slug>/, whatever the tree looks like."""
        parts = super().get_url_parts(request)
        if not parts or parts[2] is None:
            return parts
        site_id, root_url, _path = parts
        return site_id, root_url, f"/{self.address_prefix}/{self.state_slug}/{self.slug}/"

    def serve(self, request, *args, **kwargs) -> HttpResponse:
        if not type(self).objects.filter(in_time(type(self)), pk=self.pk).exists():
            raise Http404
        if request.path != self.get_url(request):
            return redirect(self.get_url(request), permanent=True)
        return super().serve(request, *args, **kwargs)


class Annex(Orderable):
    """A document that belongs to a contribution; its title is searched, its text is not."""

    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="annexes")
    title = models.CharField(_("title"), max_length=255)
    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("document")
    )

    def __str__(self) -> str:
        return self.title


class Link(Orderable):
    """A page elsewhere on the web that says more."""

    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=255)
    url = models.URLField(_("address"), max_length=2000)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.url and not safe_address(self.url):
            raise ValidationError({"url": _("Write an address that begins with https://.")})


class ContributionImage(Orderable):
    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(
        "wagtailimages.Image", models.PROTECT, related_name="+", verbose_name=_("image")
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)

    def __str__(self) -> str:
        return self.caption or str(self.image)

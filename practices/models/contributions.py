"""Contribution of a Member State: what practices and strategies have in common."""

from collections.abc import Iterator
from datetime import UTC, date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from common.html import plain_text
from common.localized_urls import localized
from common.sanitise import FEATURES, clean_html, safe_address, text_to_html
from common.stems import index_words
from practices import file_texts
from practices.editor_form import ContributionForm
from practices.file_texts import ShownFile
from practices.querysets import ContributionQuerySet
from taxonomy import concepts
from taxonomy.languages import Language, direction
from taxonomy.models import (
    Challenge,
    Chapter,
    MemberState,
    PolicyDocument,
    Recommendation,
    TargetGroup,
)

from . import terms_of
from .control import Controlled, is_of_drafts

YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]
INTERNATIONAL = _("International and regional")  # in the place of a State


class ContributionPage(Controlled, Page):
    """A practice or strategy, or an entry of the Commission's record; never created as such.

    `language` is the language the State wrote in. It is a field and not Wagtail's locale, because
    all contributions of a State stand in one tree, whatever language each was written in.
    """

    state = models.ForeignKey(
        MemberState,
        models.PROTECT,
        null=True,
        blank=True,
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

    is_contributed = True  # by a State, or as a joint contribution; not an entry of the record
    base_form_class = ContributionForm
    is_creatable = False
    is_confirmed_yearly = True  # by the State, as review.confirmation asks
    is_compared = True  # side by side with its like
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
        index.RelatedFields("citations", [index.SearchField("symbol")]),
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
    def belongs_to(self) -> MemberState | None:
        """The State whose files and drafts it may name; none where they are the Secretariat's."""
        return self.state

    @property
    def state_names(self) -> str:
        """The State's name in every language, so that a visitor finds it in their own."""
        if self.state is None:
            return ""
        return " ".join(getattr(self.state, f"name_{code}") for code in Language.values)

    @cached_property
    def database_words(self) -> str:
        """Folded words, their stems and concepts, for the database's own search.

        Wagtail's index asks for them three to five times of an instance that it has just read.
        """
        words = index_words(" ".join(self.searched_texts()), self.language)
        keys = map(concepts.word_of, self._concepts())
        files = file_texts.words_of(self)
        return " ".join([words, *self._words_of_translations(), *keys, *files])

    def shown_files(self) -> list[ShownFile]:
        """The documents that the page names; whether they are public is asked elsewhere."""
        annexes = self.annexes.all()
        return [ShownFile(each.title, each.document_id, self.language) for each in annexes]

    def _words_of_translations(self) -> Iterator[str]:
        """Of records of the app `translations`, which stands above this one."""
        names = [field.field_name for field in self.get_search_fields()]
        for each in self.translations.all():
            if each.step == "public":
                texts = (text for name in names for text in each.text.get(name, ()))
                yield index_words(" ".join(texts), each.language)

    def _concepts(self) -> list[str]:
        """Keys of the concepts that the text names, for the search by meaning."""
        text = "\n".join(map(plain_text, self.searched_texts()))
        return concepts.keys_in(text, self.language)

    def searched_texts(self) -> Iterator:
        for field in self.get_search_fields():
            if isinstance(field, index.RelatedFields):
                for item in getattr(self, field.field_name).all():
                    yield from (getattr(item, each.field_name) for each in field.fields)
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
    def whose(self) -> str:
        """Who shared it, as people are told."""
        return name_of_state(self)

    @property
    def day(self) -> date | None:
        """When it was said, issued or pledged."""
        return None

    @property
    def cited_date(self) -> str:
        """In ISO 8601: the day, or else when it was published here, as its page shows it."""
        published = self.first_published_at
        day = self.day or (timezone.localtime(published).date() if published else None)
        return day.isoformat() if day else ""

    @property
    def occasion(self) -> str:
        """The meeting that it belongs to, if any."""
        return ""

    @property
    def is_in_time(self) -> bool:
        """What in_time() asks of the database."""
        now = timezone.now()
        opened = self.embargo_until is None or self.embargo_until <= now
        return opened and (self.expire_at is None or self.expire_at > now)

    @property
    def awaits_embargo(self) -> bool:
        """Approved, and public once its embargo is over."""
        return bool(self.live and self.embargo_until and self.embargo_until > timezone.now())

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def place_slug(self) -> str:
        """The second part of the address, if it has one."""
        return self.state.code if self.state else "international"

    @classmethod
    def search_type(cls) -> str:
        """What the search calls this type of contribution: practice, strategy, pledge."""
        return cls._meta.model_name.removesuffix("page")

    @property
    def address_above(self) -> str:
        """Of the page above it, which is that of its State."""
        if self.state is None:
            return self.get_parent().url
        return localized(f"/states/{self.state.code}/")

    @property
    def as_joined(self) -> "ContributionPage":
        """As `specific`, without a statement: of a page that joined() has read."""
        kinds = ("practicepage", "strategypage", "pledgepage")
        joined = (getattr(self, kind, None) for kind in kinds)
        return next(filter(None, joined), None) or self.specific

    def get_context(self, request, *args, **kwargs) -> dict:
        """The terms are read once: facts, topics and what search engines read all name them."""
        if self.pk:
            terms_of.read(self)
        # Held by the page from here on, so that the template meets what is read here.
        models.prefetch_related_objects(self.annexes.get_object_list(), "document__text")
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

    def save(self, *args, update_fields=None, **kwargs) -> None:
        if not is_of_drafts(update_fields):
            self.take_state_from_parent()
            self.sanitise()
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_indexed_instance(self) -> "ContributionPage | None":
        """Each field of Wagtail's index reads them again."""
        page = super().get_indexed_instance()
        if page is not None:
            models.prefetch_related_objects(
                [page], "annexes", "links", "citations", "state", "translations"
            )
        return page

    def sanitise(self) -> None:
        if self.embargo_until:  # as precise as its form: to the minute, whatever the zone
            moment = self.embargo_until.astimezone(UTC)
            self.embargo_until = moment.replace(second=0, microsecond=0)
        for name in self.rich_text_fields():
            html = self.without_foreign_links(clean_html(getattr(self, name)))
            setattr(self, name, html if strip_tags(html).strip() else "")

    def take_state_from_parent(self) -> None:
        parent = self.get_parent()
        if parent is None:
            return
        if "statepage" in parent._state.fields_cache:
            place = getattr(parent, "statepage", None)
            self.state = place.state if place else None
        else:
            self.state = MemberState.objects.filter(page=parent.pk).first()

    def get_parent(self, update=False) -> Page | None:
        """Together with its State: Wagtail asks for the one, a save for the other."""
        path = self.path[: -self.steplen]
        if path and (update or "_cached_parent_obj" not in vars(self)):
            above = Page.objects.select_related("statepage__state")
            self._cached_parent_obj = above.get(path=path)
        return super().get_parent()

    @property
    def address(self) -> str:
        """/practices/<state>/<slug>/, whatever the tree looks like, in the interface's language."""
        return localized(path_of(self))

    def get_url_parts(self, request=None) -> tuple:
        parts = super().get_url_parts(request)
        if not parts or parts[2] is None:
            return parts
        site_id, root_url, _path = parts
        return site_id, root_url, self.address

    def serve(self, request, *args, **kwargs) -> HttpResponse:
        if not self.is_in_time:
            raise Http404
        if request.path != self.get_url(request):
            return redirect(self.get_url(request), permanent=True)
        return super().serve(request, *args, **kwargs)


def name_of_state(page) -> str:
    """Of a page, or of a row that knows its State."""
    return page.state.name if page.state else str(INTERNATIONAL)


def path_of(page) -> str:
    """The address of a page, or of a row that knows its three parts, whatever the language."""
    parts = (page.address_prefix, page.place_slug, page.slug)
    return f"/{'/'.join(filter(None, parts))}/"


class Annex(Orderable):
    """A document that belongs to a contribution; title and text are searched."""

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

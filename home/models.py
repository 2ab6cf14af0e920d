"""The pages around the contributions: home, topics, and plain text."""

from copy import copy
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from common import generations
from common.generations import kept_for_generation
from common.sanitise import FEATURES, clean_html
from practices.models import ContributionPage, FixedPlace, Worded, rows_of
from practices.querysets import published
from taxonomy.models import Challenge, Chapter

from .front_page import LATEST, figures, theme, told_on, with_counts
from .page_translations.models import PageTranslation

__all__ = [  # what Django looks for here
    "ChallengeIndexPage",
    "ChallengePage",
    "ChapterIndexPage",
    "ChapterPage",
    "Featured",
    "HomePage",
    "PageTranslation",
    "StandardPage",
]

if TYPE_CHECKING:
    from taxonomy.models.terms import RecommendationQuerySet


class TextPage(Worded, Page):
    """A page with an introduction in rich text, sanitised whoever saves it."""

    words = (*Worded.words, "introduction")

    introduction = RichTextField(_("introduction"), blank=True, features=FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        self.introduction = clean_html(self.introduction)
        super().save(*args, **kwargs)


class HomePage(FixedPlace, TextPage):
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "home/home_page.html"
    content_panels = [
        *TextPage.content_panels,
        InlinePanel("featured", heading=_("Featured contributions"), max_num=4),
    ]

    words = (*TextPage.words, "featured")

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components) -> RouteResult:
        """The lists below are read once, not again for each address below them."""
        children = _children(self.pk) if generations.is_entered() else {}
        if not path_components or path_components[0] not in children:
            return super().route(request, path_components)
        page = copy(children[path_components[0]])
        page._cached_parent_obj = self
        return page.route(request, path_components[1:])

    def word(self, name) -> Any:
        if name != "featured":
            return super().word(name)
        rows = sorted(self.featured.all(), key=lambda row: row.sort_order or 0)
        return [row.contribution_id for row in rows]

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | {"featured": self.public_featured()} | _front_page()

    def public_featured(self) -> list:
        """What the Secretariat chose to show, in its order; only what the public may see."""
        chosen = list(self.featured.values_list("contribution_id", flat=True))
        pages = ContributionPage.objects.published().filter(pk__in=chosen).order_by()
        return sorted(rows_of(pages), key=lambda page: chosen.index(page.pk))


@kept_for_generation
def _children(home_pk) -> dict[str, Page]:
    home = HomePage.objects.get(pk=home_pk)
    return {page.slug: page for page in home.get_children().specific()}


@kept_for_generation
def _front_page() -> dict[str, Any]:
    contributions = ContributionPage.objects.shared().published()
    challenges = with_counts(ChallengePage.objects.order_by("challenge__order"), "challenge")
    return {
        "theme": theme(challenges),
        "latest": rows_of(contributions.newest()[:LATEST]),
        "chapters": with_counts(ChapterPage.objects.order_by("chapter__number"), "chapter"),
        "challenges": challenges,
        "figures": figures(contributions),
    }


class Featured(Orderable):
    """A contribution that the Secretariat shows on the home page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    contribution = models.ForeignKey(
        ContributionPage, models.CASCADE, related_name="+", verbose_name=_("contribution")
    )

    panels = [
        PageChooserPanel("contribution", ["practices.PracticePage", "practices.StrategyPage"])
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("featured contribution")

    def __str__(self) -> str:
        return str(self.contribution)


class StandardPage(TextPage):
    """About, help, privacy: a title and text."""

    body = RichTextField(_("text"), blank=True, features=["h2", *FEATURES])
    words = (*TextPage.words, "body")

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"
    content_panels = [*TextPage.content_panels, FieldPanel("body")]
    search_fields = [*TextPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("plain page")

    def save(self, *args, **kwargs) -> None:
        self.body = clean_html(self.body)
        super().save(*args, **kwargs)


class TopicPage(FixedPlace, TextPage):
    """A page about one term of the taxonomy, with what has been shared on it."""

    subpage_types = []

    class Meta:
        abstract = True

    @property
    def topic(self) -> Challenge | Chapter:
        return getattr(self, self.term_field)

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | told_on(self.topic, self.search_params)


class TopicIndexPage(FixedPlace, TextPage):
    """A list of topic pages; `topics` are those to show, in order."""

    parent_page_types = ["home.HomePage"]
    max_count = 1

    class Meta:
        abstract = True

    def route(self, request, path_components) -> RouteResult:
        """With its term at once, where Wagtail asks for the page, its type and the term."""
        if path_components:
            found = self.topics().filter(slug=path_components[0]).first()
            if found is not None:
                return found.route(request, path_components[1:])
        return super().route(request, path_components)


class ChapterIndexPage(TopicIndexPage):
    subpage_types = ["home.ChapterPage"]
    template = "home/topic_index_page.html"

    class Meta:
        verbose_name = _("list of chapters")

    def topics(self) -> QuerySet:
        pages = published(ChapterPage.objects.child_of(self)).select_related("chapter")
        return pages.order_by("chapter__number")


class ChapterPage(TopicPage):
    """A chapter of the 2016 outcome document; its address is its number."""

    chapter = models.OneToOneField(
        Chapter, models.PROTECT, related_name="page", verbose_name=_("chapter")
    )
    term_field = "chapter"
    template = "home/topic_page.html"
    parent_page_types = ["home.ChapterIndexPage"]

    class Meta:
        verbose_name = _("page of a chapter")

    @property
    def search_params(self) -> dict[str, str]:
        return {"chapter": str(self.chapter.number)}

    def recommendations(self) -> "RecommendationQuerySet":
        return self.chapter.recommendations.verified()

    def route(self, request, path_components) -> RouteResult:
        """Each operational recommendation has an address below its chapter: /chapters/4/j/."""
        if len(path_components) == 1 and self.live:
            key = f"s30-{self.chapter.number}-{path_components[0].lower()}"
            if found := self.recommendations().filter(key=key).first():
                return RouteResult(self, kwargs={"recommendation": found})
        return super().route(request, path_components)

    def serve(self, request, *args, recommendation=None, **kwargs) -> HttpResponse:
        if recommendation is None:
            return super().serve(request, *args, **kwargs)
        context = told_on(recommendation, {"recommendation": recommendation.number})
        context |= {"chapter_page": self, "recommendation": recommendation}
        if wording := recommendation.wording:
            versions = recommendation.texts.filter(language=wording.language)
            context |= {"wording": wording, "earlier": versions.exclude(replaced_at=None)}
        return render(request, "home/recommendation_page.html", context)


class ChallengeIndexPage(TopicIndexPage):
    subpage_types = ["home.ChallengePage"]
    template = "home/topic_index_page.html"

    class Meta:
        verbose_name = _("list of challenges")

    def topics(self) -> QuerySet:
        pages = published(ChallengePage.objects.child_of(self)).select_related("challenge")
        return pages.order_by("challenge__order")


class ChallengePage(TopicPage):
    """A challenge of the 2019 declaration."""

    challenge = models.OneToOneField(
        Challenge, models.PROTECT, related_name="page", verbose_name=_("challenge")
    )
    term_field = "challenge"
    template = "home/topic_page.html"
    parent_page_types = ["home.ChallengeIndexPage"]

    class Meta:
        verbose_name = _("page of a challenge")

    @property
    def search_params(self) -> dict[str, str]:
        return {"challenge": self.challenge.slug}

    def sessions(self) -> QuerySet:
        """The thematic sessions that took it up, where the programme is verified."""
        return self.challenge.workplan_items.filter(verified=True)

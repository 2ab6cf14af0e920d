"""The pages that hold contributions: a page per Member State, and three lists."""

from copy import copy

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from common import generations
from common.collation import in_order
from common.generations import kept_for_generation
from common.sanitise import FEATURES, clean_html
from practices import state_profile
from practices.page_permissions import FixedPlaceTester
from practices.querysets import ContributionQuerySet, StateQuerySet, published
from practices.timeline import timeline
from taxonomy.models import MemberState, Region
from taxonomy.state_names import all_names

from .contributions import ContributionPage
from .fixed_place import FixedPlace
from .pledge import PledgePage
from .practice import PracticePage
from .rows import Row, rows_of
from .strategy import StrategyPage
from .worded import Worded


class StatePage(Worded, Page):
    """A Member State's place in the tree: permissions on it are permissions on all it shares.

    One page has no State: it holds joint and regional contributions.
    """

    state = models.OneToOneField(
        MemberState,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="page",
        verbose_name=_("Member State"),
    )
    introduction = RichTextField(_("introduction"), blank=True, features=FEATURES)

    objects = PageManager.from_queryset(StateQuerySet)()

    is_creatable = False  # `prepare_portal` makes one for each State
    words = (*Worded.words, "introduction")
    parent_page_types = ["practices.StateIndexPage"]
    subpage_types = [
        "practices.PracticePage",
        "practices.StrategyPage",
        "practices.PledgePage",
    ]
    template = "practices/state_page.html"
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("page of a Member State")
        verbose_name_plural = _("pages of Member States")

    @property
    def name(self) -> str:
        return self.state.name if self.state else self.title

    @classmethod
    def above(cls, page: Page) -> "StatePage":
        """The State's page above a contribution; where a page stands decides whose it is."""
        return cls.objects.ancestor_of(page, inclusive=True).select_related("state").get()

    @cached_property
    def contributions(self) -> list[Row]:
        """What this State has shared and the public may see, newest first."""
        return rows_of(ContributionPage.objects.child_of(self).published().newest())

    @cached_property
    def practices(self) -> list[Row]:
        return [page for page in self.contributions if page.address_prefix == "practices"]

    @cached_property
    def strategies(self) -> list[Row]:
        return [page for page in self.contributions if page.address_prefix == "strategies"]

    @property
    def shared(self) -> list:
        return [*self.practices, *self.strategies]

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["timeline"] = timeline(self.strategies)
        if self.state and self.shared:
            context["chapters"] = state_profile.chapters(self.state, self.shared)
        return context

    def save(self, *args, **kwargs) -> None:
        self.introduction = clean_html(self.introduction)
        super().save(*args, **kwargs)

    def permissions_for_user(self, user) -> FixedPlaceTester:
        return FixedPlaceTester(user, self)


class StateIndexPage(FixedPlace, Page):
    """All Member States, those that have shared nothing yet among them."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.StatePage"]
    max_count = 1
    template = "practices/state_index_page.html"

    class Meta:
        verbose_name = _("list of Member States")

    def route(self, request, path_components) -> RouteResult:
        """Codes are read as people write them: /states/KE/ and /states/ken/ are /states/ke/."""
        if not path_components:
            return super().route(request, path_components)
        written = path_components[0].lower()
        code, below = _codes().get(written, written), path_components[1:]
        pages = _pages(self.path) if generations.is_entered() else {}
        if code not in pages:
            return super().route(request, [code, *below])
        page = copy(pages[code])
        page._cached_parent_obj = self
        return page.route(request, below)

    def get_context(self, request, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | {"states": _states(self.path)}


@kept_for_generation
def _codes() -> dict[str, str]:
    """{code of three letters: code of two}"""
    codes = MemberState.objects.values_list("alpha3", "code")
    return {alpha3.lower(): code for alpha3, code in codes if alpha3}


@kept_for_generation
def _pages(path: str) -> dict[str, StatePage]:
    pages = StatePage.objects.filter(path__startswith=path).select_related("state")
    return {page.slug: page for page in pages}


@kept_for_generation
def _states(path: str) -> SafeString:
    """The pages of States below a path, by UN regional group."""
    pages = published(StatePage.objects.filter(path__startswith=path, state__isnull=False))
    groups = _groups(pages.select_related("state"))
    return render_to_string("practices/includes/states.html", {"groups": groups})


def _groups(pages) -> list[tuple[Region, list[StatePage]]]:
    """A State stands once, where it counts."""
    by_state = {page.state_id: page for page in pages}
    rows = ContributionPage.objects.shared().published().order_by().values_list("state_id")
    counts = dict(rows.annotate(models.Count("pk")))
    groups = []
    for region in Region.objects.filter(scheme=Region.Scheme.UN_GROUP):
        members = region.memberships.filter(counts_in_totals=True).values_list("state_id")
        shown = [by_state[pk] for (pk,) in members if pk in by_state]
        for page in shown:
            page.number_shared = counts.get(page.state_id, 0)
            page.other_names = " ".join(all_names(page.state.code))
        groups.append((region, in_order(shown, lambda page: page.name)))
    return groups


class ContributionIndexPage(FixedPlace, Page):
    """Gives contributions their public address: <this page>/<state>/<slug>/."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count = 1

    class Meta:
        abstract = True

    def route(self, request, path_components) -> RouteResult:
        if len(path_components) != 2:
            return super().route(request, path_components)
        pages = self._at(*path_components)
        if page := pages.filter(live=True).first():
            return page.route(request, [])
        if pages.withdrawn().exists():
            return RouteResult(self, kwargs={"is_gone": True})
        raise Http404

    def _at(self, state, slug) -> ContributionQuerySet:
        pages = self.contribution_model().objects.filter(slug=slug).select_related("state")
        if state == "international":
            return pages.filter(state__isnull=True)
        return pages.filter(state__code=state.lower())

    def serve(self, request, *args, is_gone=False, **kwargs) -> HttpResponse:
        if is_gone:
            return render(request, "410.html", status=410)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        is_one = {f"{self.contribution_model()._meta.model_name}__isnull": False}
        pages = ContributionPage.objects.published().filter(**is_one)
        context["latest"] = rows_of(pages.newest()[:20])
        context["total"] = pages.count()
        context["type"] = self.contribution_model().search_type()
        return context


class PracticeIndexPage(ContributionIndexPage):
    template = "practices/contribution_index_page.html"

    class Meta:
        verbose_name = _("list of practices")

    @staticmethod
    def contribution_model() -> type[ContributionPage]:
        return PracticePage


class StrategyIndexPage(ContributionIndexPage):
    template = "practices/contribution_index_page.html"

    class Meta:
        verbose_name = _("list of strategies")

    @staticmethod
    def contribution_model() -> type[ContributionPage]:
        return StrategyPage


class PledgeIndexPage(ContributionIndexPage):
    template = "practices/contribution_index_page.html"

    class Meta:
        verbose_name = _("list of pledges")

    @staticmethod
    def contribution_model() -> type[ContributionPage]:
        return PledgePage

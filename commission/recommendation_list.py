"""The recommendations of one body: which are open, and which are put into practice."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.forms import SelectOfTerms
from common.in_language import InLanguage

from .models import Body, BodyRecommendationPage, MeetingPage, Reply
from .standing import Standing

if TYPE_CHECKING:
    from practices.querysets import ContributionQuerySet

PER_PAGE = 50
OPEN, DONE = "open", "done"
STANDS = [("", _("All")), (OPEN, _("Open")), (DONE, _("Put into practice"))]


class Filters(forms.Form):
    """What is not known is left out: no address of the list is refused."""

    stands = forms.ChoiceField(label=_("State of implementation"), required=False, choices=STANDS)
    meeting = forms.ChoiceField(label=_("Meeting"), required=False, widget=SelectOfTerms)

    def __init__(self, params: QueryDict, meetings: list[MeetingPage]) -> None:
        super().__init__(params, auto_id="recommendations-%s")
        titles = [(each.slug, InLanguage(each.title, each.language)) for each in meetings]
        self.fields["meeting"].choices = [("", _("All")), *titles]  # type: ignore[attr-defined]

    @cached_property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Totals:
    all: int
    open: int


class RecommendationList:
    """What the template reads; public recommendations alone, the latest meeting first."""

    def __init__(self, body: Body, params: QueryDict) -> None:
        self._pages = public_of(body)
        self._number = params.get("page", "1")
        meetings = {each.meeting_id: each.meeting for each in self._pages}
        self.form = Filters(params, list(meetings.values()))

    @cached_property
    def standings(self) -> list[Standing]:
        """Those that the address leaves in."""
        chosen = self.form.chosen
        return [
            each
            for each in map(Standing, self._pages)
            if chosen.get("meeting", each.page.meeting.slug) == each.page.meeting.slug
            and chosen.get("stands", _where(each)) == _where(each)
        ]

    @cached_property
    def shown(self) -> Page:
        """A page of the list; of a number that does not exist the nearest."""
        return Paginator(self.standings, PER_PAGE).get_page(self._number)

    @property
    def pages(self) -> list[BodyRecommendationPage]:
        return [each.page for each in self.shown]

    @property
    def address(self) -> str:
        """The filters, for links to other pages of the list."""
        return urlencode(self.form.chosen)


def totals_of(body: Body) -> Totals:
    found = [Standing(page) for page in public_of(body)]
    return Totals(len(found), sum(each.is_open for each in found))


def public_of(body: Body) -> list[BodyRecommendationPage]:
    """Read without the words of the replies: there may be thousands of them."""
    meetings = MeetingPage.objects.published().order_by().values("pk")
    pages: ContributionQuerySet = BodyRecommendationPage.objects.published()
    pages = pages.filter(body=body, meeting__in=meetings)
    pages = pages.select_related("meeting").defer("text", "summary", "objectives")
    replies = Prefetch("replies", Reply.objects.defer("text", "source"))
    found = pages.order_by("path").prefetch_related(replies, "addressed_states")
    return sorted(found, key=lambda page: page.meeting.date or date.min, reverse=True)


def _where(standing: Standing) -> str:
    return OPEN if standing.is_open else DONE

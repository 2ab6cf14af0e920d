"""Meetings past and coming, narrowed by the parameters of an address, for pages and the feed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import SelectOfTerms
from common.http import absolute_url
from common.text import bare
from taxonomy.models import Challenge, Chapter

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

    from practices.querysets import ContributionQuerySet

    from .models import Body, MeetingPage

Option = tuple[str, "StrOrPromise"]  # key, label
LONGEST = 60  # characters of an unknown value that a notice repeats


@dataclass(frozen=True)
class Filter:
    """One parameter; `condition` is of the meetings that a key leaves in."""

    name: str
    label: "StrOrPromise"
    condition: Callable[[str], Q]


def _treats(term: str) -> Callable[[str], Q]:
    """By the terms of the meeting or of a verified segment: nothing else of it is public."""

    def condition(key: str) -> Q:
        of_segments = Q(**{f"segments__{term}": key}, segments__verified=True)
        return Q(**{term: key}) | of_segments

    return condition


FILTERS = (
    Filter("body", gettext_lazy("Body"), lambda key: Q(body__code=key)),
    Filter("kind", gettext_lazy("Kind of meeting"), lambda key: Q(session=key)),
    Filter("year", gettext_lazy("Year"), lambda key: Q(date__year=key)),
    Filter("challenge", gettext_lazy("Challenge"), _treats("challenges__slug")),
    Filter("chapter", gettext_lazy("UNGASS chapter"), _treats("chapters__number")),
)


@dataclass(frozen=True)
class Year:
    year: int
    meetings: "list[MeetingPage]"


class Calendar:
    """Public meetings; what an address asks for and is not known is left out, with a notice.

    Without `bodies` they are all of one body, and nothing is chosen among bodies.
    """

    def __init__(
        self,
        params: QueryDict,
        meetings: "ContributionQuerySet",
        bodies: "Iterable[Body] | None" = None,
    ) -> None:
        self.public = meetings.published().order_by()
        self.bodies = bodies
        self.notices: list[str] = []
        self.options = {each.name: self._options(each.name) for each in self.filters}
        self.chosen = self._chosen(params)

    @property
    def filters(self) -> list[Filter]:
        return [each for each in FILTERS if each.name != "body" or self.bodies is not None]

    @property
    def form(self) -> forms.Form:
        form = forms.Form(initial=self.chosen, auto_id="meetings-%s")
        for each in self.filters:
            form.fields[each.name] = forms.ChoiceField(
                label=each.label,
                choices=[("", _("All")), *self.options[each.name]],
                widget=SelectOfTerms,
            )
        return form

    @cached_property
    def meetings(self) -> "list[MeetingPage]":
        """The earliest first; one without a date comes last."""
        found = self.public
        for each in self.filters:
            if key := self.chosen.get(each.name):
                found = found.filter(each.condition(key))
        rows = found.distinct().select_related("body").prefetch_related("challenges", "chapters")
        return sorted(rows, key=lambda row: (row.date is None, row.date or timezone.localdate()))

    @property
    def coming(self) -> "list[MeetingPage]":
        """With those that are under way."""
        return [meeting for meeting in self.meetings if not meeting.is_over]

    @property
    def past(self) -> list[Year]:
        """The latest year first, and in it the latest meeting."""
        by_year: dict[int, list[MeetingPage]] = {}
        for meeting in reversed(self.meetings):
            if meeting.is_over:
                by_year.setdefault(meeting.date.year, []).append(meeting)
        return [Year(year, meetings) for year, meetings in by_year.items()]

    @property
    def has_vague_dates(self) -> bool:
        """Whether the feed leaves some of them out."""
        return any(not meeting.is_known_to_the_day for meeting in self.meetings)

    @property
    def name(self) -> str:
        """What a program for calendars calls it."""
        chosen = [
            str(label)
            for name, options in self.options.items()
            for key, label in options
            if key == self.chosen.get(name)
        ]
        return ", ".join(chosen) or _("Meetings of the Commission on Narcotic Drugs")

    def feed_url(self, **more: str) -> str:
        chosen = {**more, **self.chosen}
        query = f"?{urlencode(chosen)}" if chosen else ""
        return absolute_url(reverse("meetings_calendar")) + query

    def _options(self, name: str) -> list[Option]:
        return getattr(self, f"_{name}_options")()

    def _body_options(self) -> list[Option]:
        return [(body.code, body.label) for body in self.bodies or ()]

    def _kind_options(self) -> list[Option]:
        found = set(self.public.values_list("session", flat=True))
        choices = self.public.model.Session.choices
        return [(key, capfirst(label)) for key, label in choices if key in found]

    def _year_options(self) -> list[Option]:
        days = self.public.filter(date__isnull=False).dates("date", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]

    def _challenge_options(self) -> list[Option]:
        return [(term.slug, term.label) for term in Challenge.objects.all()]

    def _chapter_options(self) -> list[Option]:
        return [
            (str(term.number), term.label.behind(f"{term.number}. "))
            for term in Chapter.objects.all()
        ]

    def _chosen(self, params: QueryDict) -> dict[str, str]:
        chosen = {}
        for each in self.filters:
            written = bare(params.get(each.name, ""))
            if written in {key for key, _label in self.options[each.name]}:
                chosen[each.name] = written
            elif written:
                notice = _("%(facet)s “%(value)s” is not known; it was left out.")
                values = {"facet": each.label, "value": written[:LONGEST]}
                self.notices.append(notice % values)
        return chosen

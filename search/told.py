"""All that is on record on a term or about a State: practised, pledged, said, recommended."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from commission.models import RecordPage

from .choices import choices_of
from .engines.base import RawResults
from .hit_languages import in_visitors_language
from .hits import Hit, hits
from .query import SHARED, TYPE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

    from practices.querysets import ContributionQuerySet

KIND = RecordPage.Kind
SHOWN = 5  # of each part
PRACTISED, PLEDGED, SAID, RECOMMENDED, DOCUMENTS = (
    "practised", "pledged", "said", "recommended", "documents",
)  # fmt: skip
TYPES: dict[str, tuple[str, ...]] = {
    PRACTISED: SHARED,
    PLEDGED: ("pledge",),
    SAID: (KIND.STATEMENT, KIND.PRESENTATION, KIND.VIDEO, KIND.WRITTEN),
    RECOMMENDED: (KIND.RECOMMENDATION,),
    DOCUMENTS: (KIND.DOCUMENT,),
}
PART_OF = {kind: part for part, kinds in TYPES.items() for kind in kinds}
HEADINGS: "dict[str, StrOrPromise]" = {
    PRACTISED: _("Practised"),
    PLEDGED: _("Pledged"),
    SAID: _("Said at meetings"),
    RECOMMENDED: _("Recommended by subsidiary bodies"),
    DOCUMENTS: _("Documents"),
}
OF_STATES = (PRACTISED, PLEDGED, SAID)  # what a State is counted for


@dataclass(frozen=True)
class Entry:
    """One public page: whose, of which type, and of which year."""

    pk: int
    type: str
    state: str | None  # code
    year: int | None
    newest: date | None


@dataclass(frozen=True)
class Part:
    """What one kind of record says; `hits` are the newest of `total`."""

    name: str
    heading: "StrOrPromise"
    total: int
    hits: list[Hit]
    url: str


@dataclass(frozen=True)
class Line:
    """A line of a chart: a year, how much is of it, and the way there."""

    label: str
    count: int
    share: int  # per cent of the longest line
    url: str


@dataclass(frozen=True)
class OfState:
    """A State by name, with (count, URL) for each part of OF_STATES."""

    code: str
    name: str
    counts: list[tuple[int, str]]


class Told:
    """`pages` are those that carry a term or are of a State; `params` find the same in the search.

    Two queries for all of it, and one for titles in the visitor's language.
    """

    def __init__(
        self, pages: "ContributionQuerySet", params: dict[str, str], parts: Sequence[str] = ()
    ) -> None:
        self._pages, self._params = pages, params
        self._names = tuple(parts) or tuple(TYPES)

    @cached_property
    def entries(self) -> list[Entry]:
        """The newest first."""
        columns = (
            "pk", "content_type_id", "recordpage__kind", "state__code", "start_year",
            "recordpage__date", "first_published_at",
        )  # fmt: skip
        rows = self._pages.published().order_by().values_list(*columns).distinct()
        entries = [_entry(*row) for row in rows]
        known = [entry for entry in entries if PART_OF.get(entry.type) in self._names]
        return sorted(known, key=lambda each: (each.newest or date.min, each.pk), reverse=True)

    @cached_property
    def _by_part(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[PART_OF[entry.type]].append(entry)
        return found

    @cached_property
    def parts(self) -> list[Part]:
        """Each of them, those of which there is nothing as well: they are the gaps."""
        ids = [entry.pk for part in self._by_part.values() for entry in part[:SHOWN]]
        found = hits(RawResults(len(ids), tuple(ids), {}), "")
        shown = {hit.pk: hit for hit in in_visitors_language(found, "", ())}
        return [
            Part(
                name=name,
                heading=HEADINGS[name],
                total=len(self._by_part[name]),
                hits=[shown[each.pk] for each in self._by_part[name][:SHOWN] if each.pk in shown],
                url=self._url(TYPES[name]),
            )
            for name in self._names
        ]

    def count(self, name: str) -> int:
        return len(self._by_part[name])

    @cached_property
    def years(self) -> list[Line]:
        """From the first year to the last, those without anything as well."""
        counts = Counter(entry.year for entry in self.entries if entry.year)
        if not counts:
            return []
        types = [kind for name in self._names for kind in TYPES[name]]
        most = max(counts.values())
        return [
            Line(
                str(year),
                counts[year],
                round(100 * counts[year] / most),
                self._url(types, year=str(year)),
            )
            for year in range(min(counts), max(counts) + 1)
        ]

    @cached_property
    def states(self) -> list[OfState]:
        """Those of which anything is on record, in the order of their names."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for entry in self.entries:
            if entry.state and (part := PART_OF[entry.type]) in OF_STATES:
                counts[entry.state][part] += 1
        return [
            OfState(
                code,
                name,
                [(counts[code][part], self._url(TYPES[part], state=code)) for part in OF_STATES],
            )
            for code, name in _state_names()
            if code in counts
        ]

    @cached_property
    def spoke_without_practice(self) -> list[OfState]:
        """States that said or pledged something and have shared no practice: a gap to close."""
        return [each for each in self.states if not each.counts[OF_STATES.index(PRACTISED)][0]]

    @property
    def number_of_states(self) -> int:
        return len(_state_names())

    @cached_property
    def silent_states(self) -> list[str]:
        """The names of those that are not on record at all."""
        known = {each.code for each in self.states}
        return [name for code, name in _state_names() if code not in known]

    @property
    def silent(self) -> int:
        return len(self.silent_states)

    def _url(self, types: Iterable[str], **more: str) -> str:
        params = {**self._params, **more, TYPE: list(types)}
        return f"{reverse('search')}?{urlencode(params, doseq=True)}"


def _entry(
    pk: int,
    content_type_id: int,
    kind: str | None,
    state: str | None,
    year: int | None,
    day: date | None,
    published: datetime | None,
) -> Entry:
    model = ContentType.objects.get_for_id(content_type_id).model
    newest = day or (published.date() if published else None)
    return Entry(pk, kind or model.removesuffix("page"), state, year, newest)


def _state_names() -> tuple[tuple[str, str], ...]:
    """(code, name) in the order of the names."""
    [(_group, states)] = choices_of("state")
    return states

"""The facets, listed once: form, index mapping, counts, labels and template derive from FACETS."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commission.models import Body, MeetingPage, Organization
from common.collation import in_order
from common.in_language import InLanguage
from practices.models import ContributionPage
from taxonomy.keys import recommendation_key
from taxonomy.languages import Language
from taxonomy.models import Challenge, Chapter, MemberState, Recommendation, Region, TargetGroup
from translations.models import Translation

from .kinds import ALL_SIDES, KINDS, Side, pages_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

Option = tuple[str, str]  # key, label
Choices = list[tuple[str, list[Option]]]  # (group label, its options)
Members = dict[str, set[int]]  # {key: ids of the contributions that carry it}


@dataclass(frozen=True)
class Facet:
    """One way to narrow a search.

    `path` leads from a contribution to the key in the database and `where` leaves out what is not
    public; the same two fill the index and count in the embedded engine.
    """

    name: str
    label: "StrOrPromise"
    path: str
    choices: Callable[[], Choices]
    where: Q = Q()  # noqa: RUF009  never changed
    normalise: Callable[[str], str] = str
    key_of: Callable[[Any], str] = str  # of a column's value
    value_of: Callable[[str], str] = str  # the other way round
    of_record: bool = False  # carried by nothing else

    def pairs(self, among: Q = Q()) -> Iterator[tuple[str, int]]:  # noqa: B008  never changed
        """(key, page id) pairs of all contributions, or of some of them."""
        # One filter() call: a second one would join the relation again and lose `where`.
        public = Q(**{f"{self.path}__isnull": False}) & self.where
        rows = ContributionPage.objects.order_by().filter(public & among)
        return ((self.key_of(value), pk) for value, pk in rows.values_list(self.path, "pk"))

    def members(self, sides: Iterable[Side] = ALL_SIDES) -> Members:
        """The contributions of these sides by key."""
        sides, members = tuple(sides), defaultdict[str, set[int]](set)
        if not self.of_record or Side.RECORD in sides:
            for key, pk in self.pairs(Q() if sides == ALL_SIDES else pages_of(sides)):
                members[key].add(pk)
        return members

    def holding(self, keys: Iterable[str]) -> Q:
        """The condition of a contribution to carry one of these keys."""
        return Q(**{f"{self.path}__in": list(map(self.value_of, keys))}) & self.where


@dataclass(frozen=True)
class AvailableIn(Facet):
    """The language of the original and those of its public translations; `path` is of these."""

    def pairs(self, among: Q = Q()) -> Iterator[tuple[str, int]]:  # noqa: B008  never changed
        return chain(BY_NAME["language"].pairs(among), super().pairs(among))

    def holding(self, keys: Iterable[str]) -> Q:
        keys = list(keys)
        return BY_NAME["language"].holding(keys) | super().holding(keys)


@dataclass(frozen=True)
class Type(Facet):
    """Of what States contribute the model; of an entry of the record its kind, at `path`."""

    def pairs(self, among: Q = Q()) -> Iterator[tuple[str, int]]:  # noqa: B008  never changed
        rows = ContributionPage.objects.contributed().order_by().filter(among)
        models = rows.values_list("content_type__model", "pk")
        shared = ((_OF_MODEL[model], pk) for model, pk in models)
        return chain(shared, super().pairs(among))

    def members(self, sides: Iterable[Side] = ALL_SIDES) -> Members:
        """The other side is not read."""
        if Side.RECORD in sides:
            return super().members(sides)
        return {kind.key: _ids_of(kind.model) for kind in KINDS if kind.side == Side.SHARED}

    def counts(self, pages: QuerySet[ContributionPage], sides: Iterable[Side]) -> dict[str, int]:
        """{type: number of these pages}, counted by the database."""
        columns = (
            ("content_type__model", self.path) if Side.RECORD in sides else ("content_type__model",)
        )
        rows = pages.filter(pages_of(sides)).values_list(*columns)
        counts: Counter[str] = Counter()
        for model, *kind, number in rows.annotate(Count("pk", distinct=True)):
            counts[(kind and kind[0]) or _OF_MODEL[model]] += number
        return dict(counts)


_OF_MODEL = {kind.model._meta.model_name: kind.key for kind in KINDS}  # not of the record's


def _ids_of(model: type[ContributionPage]) -> set[int]:
    return set(model.objects.order_by().values_list("pk", flat=True))


def ungrouped(pairs: Iterable[tuple[object, object]]) -> Choices:
    return [("", [(str(key), _text(label)) for key, label in pairs])]


def _text(label: object) -> str:
    """A promise of a translation is kept now; a label keeps its language."""
    return label if isinstance(label, InLanguage) else str(label)


def _terms(
    model: type[Model], key: str, text: Callable[[Any], str] = attrgetter("label")
) -> Callable[[], Choices]:
    return lambda: ungrouped(
        (getattr(term, key), text(term)) for term in model._default_manager.all()
    )


def _recommendations() -> Choices:
    verified = Recommendation.objects.verified().select_related("chapter")
    return ungrouped((term.number, term.choice_label) for term in verified)


def _states() -> Choices:
    states = in_order(MemberState.objects.all(), lambda state: state.name)
    return ungrouped((state.code, state.name) for state in states)


def _regions() -> Choices:
    regions = Region.objects.public()
    return [
        (str(label), [(region.key, region.label) for region in regions if region.scheme == scheme])
        for scheme, label in Region.Scheme.choices
        if any(region.scheme == scheme for region in regions)
    ]


def _years() -> Choices:
    years = ContributionPage.objects.published().order_by("-start_year")
    years = years.filter(start_year__isnull=False).values_list("start_year", flat=True).distinct()
    return ungrouped((year, year) for year in years)


def _types() -> Choices:
    groups = {Side.SHARED: "", Side.RECORD: _text(_("The Commission’s record"))}
    return [
        (label, [(kind.key, _text(kind.label)) for kind in KINDS if kind.side == side])
        for side, label in groups.items()
    ]


def _bodies() -> Choices:
    return ungrouped((body.code, body.label) for body in Body.objects.filter(verified=True))


def _meetings() -> Choices:
    """By body, the latest first."""
    meetings = MeetingPage.objects.published().select_related("body")
    groups: dict[str, list[Option]] = defaultdict(list)
    for meeting in meetings.order_by("body__order", "-date", "title"):
        body = meeting.body.label if meeting.body and meeting.body.verified else ""
        groups[str(body)].append((meeting.slug, InLanguage(meeting.title, meeting.language)))
    return list(groups.items())


def _organizations() -> Choices:
    organizations = in_order(Organization.objects.all(), lambda each: str(each.label))
    return ungrouped((each.slug, each.label) for each in organizations)


def _state_code(written: str) -> str:
    written = written.lower()
    return _codes_by_alpha3().get(written, written) if len(written) == 3 else written


@lru_cache(maxsize=1)
def _codes_by_alpha3() -> dict[str, str]:
    """The codes of ISO 3166 do not change while the portal runs."""
    rows = MemberState.objects.values_list("alpha3", "code")
    return {alpha3.lower(): code for alpha3, code in rows}


def _recommendation_number(written: str) -> str:
    return _number_of(recommendation_key(written))


@lru_cache(maxsize=1024)
def _number_of(key: str) -> str:
    """Kept: the key of each recommendation of each contribution is read at once."""
    return Recommendation(key=key).number


TYPES = Type("type", _("Type"), "recordpage__kind", _types)
FACETS = (
    TYPES,
    Facet(
        "chapter",
        _("UNGASS chapter"),
        "chapters__number",
        _terms(Chapter, "number", lambda term: term.label.behind(f"{term.number}. ")),
    ),
    Facet("challenge", _("Challenge"), "challenges__slug", _terms(Challenge, "slug")),
    Facet(
        "recommendation",
        _("Operational recommendation"),
        "recommendations__key",
        _recommendations,
        Q(recommendations__verified=True),
        normalise=_recommendation_number,
        key_of=_number_of,
        value_of=recommendation_key,
    ),
    Facet(
        "region",
        _("Region"),
        "state__regions__key",
        _regions,
        Q(state__regions__membership_verified=True),
    ),
    Facet("state", _("Member State"), "state__code", _states, normalise=_state_code),
    Facet("target", _("Target group"), "target_groups__slug", _terms(TargetGroup, "slug")),
    Facet("year", _("Year started"), "start_year", _years),
    Facet(
        "language",
        _("Language of the text"),
        "language",
        lambda: ungrouped(Language.choices),
        normalise=str.lower,
    ),
    AvailableIn(
        "available",
        _("Available in"),
        "translations__language",
        lambda: ungrouped(Language.choices),
        Q(translations__step=Translation.Step.PUBLIC),
        normalise=str.lower,
    ),
    Facet(
        "body",
        _("Body"),
        "recordpage__body__code",
        _bodies,
        Q(recordpage__body__verified=True),
        normalise=str.lower,
        of_record=True,
    ),
    Facet(
        "meeting",
        _("Meeting"),
        "recordpage__meeting__slug",
        _meetings,
        normalise=str.lower,
        of_record=True,
    ),
    Facet(
        "organization",
        _("Organization"),
        "recordpage__organization__slug",
        _organizations,
        normalise=str.lower,
        of_record=True,
    ),
)
BY_NAME = {facet.name: facet for facet in FACETS}

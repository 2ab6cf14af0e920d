"""The facets, listed once: form, index mapping, counts, labels and template derive from FACETS."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from practices.models import ContributionPage
from taxonomy.keys import recommendation_key
from taxonomy.languages import Language
from taxonomy.models import Challenge, Chapter, MemberState, Recommendation, Region, TargetGroup

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

Option = tuple[str, str]  # key, label
Choices = list[tuple[str, list[Option]]]  # (group label, its options)


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

    def pairs(self, page_ids: Iterable[int] | None = None) -> Iterator[tuple[str, int]]:
        """(key, page id) pairs; of all contributions unless `page_ids` are given."""
        # One filter() call: a second one would join the relation again and lose `where`.
        public = Q(**{f"{self.path}__isnull": False}) & self.where
        rows = ContributionPage.objects.order_by().filter(public)
        if page_ids is not None:
            rows = rows.filter(pk__in=page_ids)
        return ((self.key_of(value), pk) for value, pk in rows.values_list(self.path, "pk"))


def ungrouped(pairs: Iterable[tuple[object, object]]) -> Choices:
    return [("", [(str(key), str(label)) for key, label in pairs])]


def _terms(model: type[Model], key: str, text: Callable[[Any], str] = str) -> Callable[[], Choices]:
    return lambda: ungrouped(
        (getattr(term, key), text(term)) for term in model._default_manager.all()
    )


def _recommendations() -> Choices:
    verified = Recommendation.objects.verified().select_related("chapter")
    return ungrouped((term.number, str(term)) for term in verified)


def _states() -> Choices:
    states = sorted(MemberState.objects.all(), key=lambda state: state.name)
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
    return ungrouped([("practice", _("Practice")), ("strategy", _("Strategy, plan or law"))])


def _state_code(written: str) -> str:
    written = written.lower()
    return _codes_by_alpha3().get(written, written) if len(written) == 3 else written


@lru_cache(maxsize=1)
def _codes_by_alpha3() -> dict[str, str]:
    """The codes of ISO 3166 do not change while the portal runs."""
    rows = MemberState.objects.values_list("alpha3", "code")
    return {alpha3.lower(): code for alpha3, code in rows}


def _recommendation_number(written: str) -> str:
    return Recommendation(key=recommendation_key(written)).number


FACETS = (
    Facet(
        "type",
        _("Type"),
        "content_type__model",
        _types,
        Q(content_type__model__in=["practicepage", "strategypage"]),
        key_of=lambda model: model.removesuffix("page"),
    ),
    Facet(
        "chapter",
        _("UNGASS chapter"),
        "chapters__number",
        _terms(Chapter, "number", lambda term: f"{term.number}. {term.label}"),
    ),
    Facet("challenge", _("Challenge"), "challenges__slug", _terms(Challenge, "slug")),
    Facet(
        "recommendation",
        _("Operational recommendation"),
        "recommendations__key",
        _recommendations,
        Q(recommendations__verified=True),
        normalise=_recommendation_number,
        key_of=lambda key: Recommendation(key=key).number,
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
)
BY_NAME = {facet.name: facet for facet in FACETS}

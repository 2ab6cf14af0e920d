"""The operations, each one question and its answer."""

from collections.abc import Callable
from typing import Any, Never

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Path, Query

from opendata import jsonld, terms
from opendata.finding import find
from opendata.kinds import KINDS, Kind
from opendata.reading import read
from opendata.representation import contribution, summary
from search.choices import all_choices
from search.facets import FACETS
from search.kinds import Side

from . import contribution_schemas, record_schemas, results, schemas, states
from .document import PortalAPI
from .index import links
from .negotiation import catalogue_in_preferred_form, in_language, linked_data

api = PortalAPI()
ERRORS = {404: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem}
Key = Path(..., ge=1, le=2**63 - 1)
Wish = Query[schemas.Wish]


def operation(path: str, answer: Any, summary: str, description: str) -> Callable:
    """Registers a view as an operation that answers in the visitor's language."""
    texts = {"summary": summary, "description": description}
    register = api.get(path, response={200: answer} | ERRORS, **texts)
    return lambda view: register(in_language(view))


@operation(
    "/",
    schemas.Index,
    _("What there is"),
    _("The addresses of this interface with what each answers; a browser is led to its page."),
)
def index(request, wish: Wish) -> Any:
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        return HttpResponseRedirect(reverse("api-v1:openapi-view"), status=303)
    return {"title": str(api.title), "version": api.version, "links": list(links(api))}


@operation(
    "/search",
    record_schemas.Results,
    _("Search everything"),
    _("Finds what the search page finds, by the same parameters, in the same order and number."),
)
def search(request, params: Query[schemas.Search]) -> Any:
    return _results(request, params)


@operation(
    "/practices",
    record_schemas.Results,
    _("Search practices"),
    _("The same search, among practices only."),
)
def practices(request, params: Query[schemas.Search]) -> Any:
    return _results(request, params, "practice")


@operation(
    "/strategies",
    record_schemas.Results,
    _("Search strategies"),
    _("The same search, among strategies, plans and laws only."),
)
def strategies(request, params: Query[schemas.Search]) -> Any:
    return _results(request, params, "strategy")


@operation(
    "/contributions/{pk}",
    record_schemas.AnyContribution,
    _("One contribution of any type"),
    _("Everything public about it, whatever it is; the number is that of its identifier."),
)
def one_contribution(request, wish: Wish, pk: int = Key) -> Any:
    return _one(request, pk, *KINDS)


@operation(
    "/practices/{pk}",
    contribution_schemas.Practice,
    _("One practice"),
    _("Everything public about one practice."),
)
def practice(request, wish: Wish, pk: int = Key) -> Any:
    return _one(request, pk, "practice")


@operation(
    "/strategies/{pk}",
    contribution_schemas.Strategy,
    _("One strategy"),
    _("Everything public about one strategy, plan or law."),
)
def strategy(request, wish: Wish, pk: int = Key) -> Any:
    return _one(request, pk, "strategy")


def _add_operations_on(kind: Kind) -> None:
    """On what stands beside practices and strategies: the list, and one of it."""
    hit, details = record_schemas.OF_MODEL[kind.model]

    def many(request, params: Query[schemas.Search]) -> Any:
        return _results(request, params, kind.key)

    def one(request, wish: Wish, pk: int = Key) -> Any:
        return _one(request, pk, kind.key)

    # Under their names, the description tells one operation from another.
    many.__name__, one.__name__ = kind.path.replace("-", "_"), kind.key
    operation(
        f"/{kind.path}",
        record_schemas.results_of(hit),
        kind.search_title,
        _("The same search, among entries of this type only."),
    )(many)
    operation(
        f"/{kind.path}/{{pk}}",
        details,
        kind.one_title,
        _("Everything public about one entry of this type."),
    )(one)


for kind in KINDS.values():
    if kind.side == Side.RECORD:
        _add_operations_on(kind)


@operation(
    "/states",
    schemas.States,
    _("All Member States"),
    _("All 193, with how much each has shared; those that have shared nothing among them."),
)
def member_states(request, wish: Wish) -> Any:
    found = states.all_states()
    return {"total": len(found), "results": found}


@operation(
    "/states/{code}",
    schemas.StateDetail,
    _("One Member State"),
    _("By its code of two or three letters (ISO 3166-1)."),
)
def member_state(request, wish: Wish, code: str = Path(..., min_length=2, max_length=3)) -> Any:
    return next(iter(states.all_states(code)), None) or _nothing()


@operation(
    "/taxonomy",
    schemas.Taxonomy,
    _("The terms"),
    _("Every parameter of the search with the keys it knows; what is not verified is left out."),
)
def taxonomy(request, wish: Wish) -> Any:
    choices = all_choices()
    return {"facets": [results.terms(facet, choices[facet.name]) for facet in FACETS]}


@operation(
    "/taxonomy/{name}",
    schemas.TermList,
    _("One list of terms, in full"),
    _(
        "What each term is called in six languages, which labels are official and where they are "
        "from; of recommendations also the official texts."
    ),
)
def one_list(request, wish: Wish, name: schemas.TermListName) -> Any:
    return {"name": name, "terms": terms.in_list(name)}


@operation(
    "/dataset",
    dict,
    _("The data set in the words of DCAT"),
    _("What a catalogue of open data needs to list the portal; as JSON-LD or as Turtle."),
)
def dataset(request, wish: Wish) -> Any:
    return catalogue_in_preferred_form(request)


def _results(request, params, kind="") -> Any:
    found = find(request.GET, kind, page=params.page, page_size=params.page_size)
    if not found.pages.exists:
        return _nothing()
    if jsonld.wanted(request):
        return linked_data(jsonld.item_list(found, [summary(page) for page in found.contributions]))
    return results.page_of(request, found)


def _one(request, pk, *kinds) -> Any:
    for page in read([pk], kinds=kinds):
        facts = contribution(page)
        return linked_data(jsonld.contribution(facts)) if jsonld.wanted(request) else facts
    return _nothing()


def _nothing() -> Never:
    raise Http404

"""The operations, each one question and its answer."""

from typing import Any, Never

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from ninja import Path, Query

from opendata import jsonld
from opendata.finding import find
from opendata.reading import read
from opendata.representation import contribution, summary
from search.choices import all_choices
from search.facets import FACETS

from . import results, schemas, states
from .document import PortalAPI
from .index import links
from .negotiation import catalogue_in_preferred_form, in_language, linked_data

api = PortalAPI()
ERRORS = {404: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem}
Key = Path(..., ge=1, le=2**63 - 1)
Wish = Query[schemas.Wish]


@api.get("/", response={200: schemas.Index} | ERRORS, summary="What there is")
@in_language
def index(request, wish: Wish) -> Any:
    """The addresses of this interface with what each answers; a browser is led to its page."""
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        return HttpResponseRedirect(reverse("api-v1:openapi-view"), status=303)
    return {"title": api.title, "version": api.version, "links": list(links(api))}


@api.get("/search", response={200: schemas.Results} | ERRORS, summary="Search everything")
@in_language
def search(request, params: Query[schemas.Search]) -> Any:
    """Finds what the search page finds, by the same parameters, in the same order and number."""
    return _results(request, params)


@api.get("/practices", response={200: schemas.Results} | ERRORS, summary="Search practices")
@in_language
def practices(request, params: Query[schemas.Search]) -> Any:
    """The same search, among practices only."""
    return _results(request, params, "practice")


@api.get("/strategies", response={200: schemas.Results} | ERRORS, summary="Search strategies")
@in_language
def strategies(request, params: Query[schemas.Search]) -> Any:
    """The same search, among strategies, plans and laws only."""
    return _results(request, params, "strategy")


@api.get(
    "/contributions/{pk}",
    response={200: schemas.Practice | schemas.Strategy} | ERRORS,
    summary="One practice or strategy",
)
@in_language
def one_contribution(request, wish: Wish, pk: int = Key) -> Any:
    """Everything public about it, whatever it is; the number is that of its identifier."""
    return _one(request, pk, "practice", "strategy")


@api.get("/practices/{pk}", response={200: schemas.Practice} | ERRORS, summary="One practice")
@in_language
def practice(request, wish: Wish, pk: int = Key) -> Any:
    """Everything public about one practice."""
    return _one(request, pk, "practice")


@api.get("/strategies/{pk}", response={200: schemas.Strategy} | ERRORS, summary="One strategy")
@in_language
def strategy(request, wish: Wish, pk: int = Key) -> Any:
    """Everything public about one strategy, plan or law."""
    return _one(request, pk, "strategy")


@api.get("/states", response={200: schemas.States} | ERRORS, summary="All Member States")
@in_language
def member_states(request, wish: Wish) -> Any:
    """All 193, with how much each has shared; those that have shared nothing among them."""
    found = states.all_states()
    return {"total": len(found), "results": found}


@api.get("/states/{code}", response={200: schemas.StateDetail} | ERRORS, summary="One Member State")
@in_language
def member_state(request, wish: Wish, code: str = Path(..., min_length=2, max_length=3)) -> Any:
    """By its code of two or three letters (ISO 3166-1)."""
    return next(iter(states.all_states(code)), None) or _nothing()


@api.get("/taxonomy", response={200: schemas.Taxonomy} | ERRORS, summary="The terms")
@in_language
def taxonomy(request, wish: Wish) -> Any:
    """Every parameter of the search with the keys it knows; what is not verified is left out."""
    choices = all_choices()
    return {"facets": [results.terms(facet, choices[facet.name]) for facet in FACETS]}


@api.get("/dataset", response={200: dict} | ERRORS, summary="The data set in the words of DCAT")
@in_language
def dataset(request, wish: Wish) -> Any:
    """What a catalogue of open data needs to list the portal; as JSON-LD or as Turtle."""
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

"""The shapes of what goes in and out; the OpenAPI document is made of them."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema
from pydantic import create_model

from search.facets import FACETS
from search.forms import KEYS_MAX_NUMBER, PAGE_MAX, TEXT_MAX_LENGTH
from search.query import RELEVANCE, SORTS
from taxonomy.languages import Language

PAGE_SIZE_MAX = 100

LanguageCode = Literal[tuple(Language.values)]


class Wish(Schema):
    lang: LanguageCode | None = Field(
        None, description="Language of labels; without it, Accept-Language is heard."
    )


class Paging(Wish):
    q: str = Field(
        "", description=f"Words to search for; the first {TEXT_MAX_LENGTH} characters are read."
    )
    year_from: str = Field("", max_length=4, description="First year started, inclusive.")
    year_to: str = Field("", max_length=4, description="Last year started, inclusive.")
    sort: Literal[SORTS] = Field(RELEVANCE, description="Order of the results.")
    page: int = Field(1, ge=1, le=PAGE_MAX)
    page_size: int = Field(20, ge=1, le=PAGE_SIZE_MAX)


def _keys(facet) -> tuple:
    description = f"{facet.label}; several are joined by OR."
    return list[str], Field([], max_length=KEYS_MAX_NUMBER, description=description)


Search = create_model("Search", __base__=Paging, **{facet.name: _keys(facet) for facet in FACETS})


class Problem(Schema):
    title: str
    status: int
    detail: str
    errors: list[str] = []


class IndexLink(Schema):
    rel: str
    href: str
    templated: bool
    title: str
    description: str


class Index(Schema):
    title: str
    version: str
    links: list[IndexLink]


class Term(Schema):
    key: str
    label: str


class State(Schema):
    code: str
    alpha3: str
    name: str


class Summary(Schema):
    id: int
    identifier: str
    url: str
    type: Literal["practice", "strategy"]
    kind: str
    title: str
    summary: str
    language: LanguageCode
    state: State | None
    start_year: int | None
    end_year: int | None
    chapters: list[Term]
    challenges: list[Term]
    first_published: datetime | None
    last_published: datetime | None
    is_sample: bool


class Section(Schema):
    name: str
    heading: str
    html: str
    text: str


class Reference(Schema):
    title: str
    url: str


class Contribution(Summary):
    recommendations: list[Term]
    policy_documents: list[Term]
    target_groups: list[Term]
    sections: list[Section]
    links: list[Reference]
    annexes: list[Reference]


class Practice(Contribution):
    institution: str
    evaluation_available: bool


class Strategy(Contribution):
    adopting_body: str
    adopted_on: date | None


class Count(Term):
    count: int


class FacetCounts(Schema):
    name: str
    label: str
    values: list[Count]


class Hit(Summary):
    all_words: bool = Field(
        description="Whether it holds all words of `q`. Those that hold some of them come last."
    )


class Results(Schema):
    total: int = Field(description="Number of results that hold all words of `q`.")
    more: int = Field(
        description="Number of results behind them, in order of relevance, that hold some words. "
        "Neither the total nor the facets count them."
    )
    page: int
    pages: int
    page_size: int
    next: str | None
    previous: str | None
    notices: list[str]
    results: list[Hit]
    facets: list[FacetCounts]


class StateDetail(State):
    m49: str
    names: dict[str, str]
    regions: list[Term]
    practices: int
    strategies: int


class States(Schema):
    total: int
    results: list[StateDetail]


class Facet(Schema):
    name: str
    label: str
    values: list[Term]


class Taxonomy(Schema):
    facets: list[Facet]

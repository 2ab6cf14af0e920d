"""The shapes of what goes in and out; the OpenAPI document is made of them."""

from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Field, Schema
from pydantic import create_model

from common.lazy_text import lazily
from search.facets import FACETS
from search.forms import KEYS_MAX_NUMBER, PAGE_MAX, TEXT_MAX_LENGTH
from search.query import OFF, RELEVANCE, SORTS
from taxonomy.label_rows import LISTS
from taxonomy.languages import Language
from taxonomy.models import TermLabel
from translations.models import Translation

PAGE_SIZE_MAX = 100

LanguageCode = Literal[tuple(Language.values)]
TermListName = Literal[tuple(str(name) for name in LISTS)]


class Wish(Schema):
    lang: LanguageCode | None = Field(
        None,
        description=gettext_lazy("Language of labels; without it, Accept-Language is heard."),
    )


class Paging(Wish):
    q: str = Field(
        "",
        description=lazily(
            lambda: _("Words to search for; the first %d characters are read.") % TEXT_MAX_LENGTH
        ),
    )
    year_from: str = Field(
        "", max_length=4, description=gettext_lazy("First year started, inclusive.")
    )
    year_to: str = Field(
        "", max_length=4, description=gettext_lazy("Last year started, inclusive.")
    )
    sort: Literal[SORTS] = Field(RELEVANCE, description=gettext_lazy("Order of the results."))
    meaning: Literal["", OFF] = Field(
        "",
        description=gettext_lazy(
            "off: only the words themselves, nothing that names the same in other words."
        ),
    )
    page: int = Field(
        1, ge=1, le=PAGE_MAX, description=gettext_lazy("Number of the page of results.")
    )
    page_size: int = Field(
        20, ge=1, le=PAGE_SIZE_MAX, description=gettext_lazy("Results on a page.")
    )


def _keys(facet) -> tuple:
    description = lazily(lambda: _("%s; several are joined by OR.") % facet.label)
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


class TranslationFacts(Schema):
    language: LanguageCode
    status: Literal[tuple(Translation.Status.values)] = Field(
        description=gettext_lazy(
            "official, courtesy (of the State), unofficial (by the Secretariat) or machine "
            "(not reviewed by anybody)."
        )
    )
    authority: Literal[tuple(Translation.Authority.values)] | None = Field(
        description=gettext_lazy(
            "Of an official translation, who answers for its words: state, un or body."
        )
    )
    authority_name: str = Field(description=gettext_lazy("The name of the same; or empty."))
    title: str
    url: str
    outdated: bool = Field(description=gettext_lazy("Whether the original has changed since."))


class Count(Term):
    count: int


class FacetCounts(Schema):
    name: str
    label: str
    values: list[Count]


class Page(Schema):
    total: int = Field(description=gettext_lazy("Number of results that hold all words of `q`."))
    more: int = Field(
        description=gettext_lazy(
            "Number of results behind them, in order of relevance, that hold some words. "
            "Neither the total nor the facets count them."
        )
    )
    page: int
    pages: int
    page_size: int
    next: str | None
    previous: str | None
    notices: list[str]
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


class TermLabelFacts(Schema):
    language: LanguageCode
    label: str
    kind: Literal[tuple(TermLabel.Kind.values)] = Field(
        description=gettext_lazy("official, or editorial: a translation that is not official.")
    )
    source: str
    text_version: str


class OfficialText(Schema):
    language: LanguageCode
    text: str
    source: str = Field(description=gettext_lazy("The document by its symbol."))
    text_version: str
    replaced: datetime | None = Field(
        description=gettext_lazy("When another version took its place; empty for the one in force.")
    )


class TermFacts(Term):
    labels: list[TermLabelFacts]
    texts: list[OfficialText] = Field(
        description=gettext_lazy("Of recommendations: the official words, as quotations.")
    )


class TermList(Schema):
    name: TermListName
    terms: list[TermFacts]

"""Turns the ids and counts of an engine into what the results page shows.

The index proposes, the database disposes: hits are read again through published(), so a stale
index can never show a withdrawn page.
"""

from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from practices.models import ContributionPage

from . import snippets
from .addresses import url_of
from .choices import choices_of
from .engines.base import Fragments
from .engines.database_ranks import words_of
from .facets import FACETS
from .paging import Pages
from .query import NEWEST, RELEVANCE, STATE


@dataclass(frozen=True)
class Hit:
    """One result; `title` and `snippet` are safe HTML."""

    page: ContributionPage
    title: str
    snippet: str

    @property
    def url(self):
        return self.page.url

    @property
    def type_label(self):
        return self.page.type_label

    @property
    def state_name(self):
        return self.page.state.name if self.page.state else _("International and regional")

    @property
    def years(self):
        return self.page.years

    @property
    def language(self):
        return self.page.language

    @property
    def language_label(self):
        return self.page.get_language_display()

    @property
    def direction(self):
        return self.page.direction

    @property
    def chapters(self):
        return [f"{chapter.number}. {chapter.label}" for chapter in self.page.chapters.all()]

    @property
    def is_sample(self):
        return self.page.is_sample


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetView:
    name: str
    label: str
    is_long: bool
    groups: list
    selected_count: int


@dataclass(frozen=True)
class Link:
    """A link of the results page; `label` is the text, `selected` marks where one is."""

    label: str
    url: str
    selected: bool = False
    facet_label: str = ""
    key: str = ""


class SearchResults:
    """What the template reads; each part is made once, when it is asked for."""

    def __init__(self, query, raw):
        self.query, self.raw = query, raw
        self.q, self.total = query.text, raw.total

    @cached_property
    def hits(self):
        pages = ContributionPage.objects.published().filter(pk__in=self.raw.ids)
        found = {page.pk: page for page in pages.with_terms().specific()}
        words = words_of(self.q)
        return [self._hit(found[pk], words) for pk in self.raw.ids if pk in found]

    def _hit(self, page, words):
        made = self.raw.fragments.get(page.pk, Fragments())
        title = made.title or snippets.mark_words(page.title, words)
        snippet = made.snippet or snippets.best_passage(page, words)
        return Hit(page, snippets.to_html(title), snippets.to_html(snippet))

    @property
    def first(self):
        return self.query.offset + 1

    @property
    def last(self):
        return min(self.query.offset + self.query.page_size, self.total)

    @cached_property
    def facets(self):
        return [self._facet(facet, choices_of(facet.name)) for facet in FACETS]

    def _facet(self, facet, groups):
        chosen = self.query.keys(facet.name)
        counts = self.raw.counts.get(facet.name, {})
        options = [
            (label, [Option(key, text, counts.get(key, 0), key in chosen) for key, text in choices])
            for label, choices in groups
        ]
        return FacetView(facet.name, facet.label, facet.is_long, options, len(chosen))

    @cached_property
    def chips(self):
        return [
            Link(option.label, self._url_without(facet, option), True, facet.label, option.key)
            for facet in self.facets
            for _group, options in facet.groups
            for option in options
            if option.selected
        ]

    def _url_without(self, facet, option):
        return url_of(self.query.without(facet.name, option.key))

    @property
    def clear_url(self):
        return url_of(replace(self.query, selected={}, page=1))

    @property
    def sorts(self):
        labels = {RELEVANCE: _("Relevance"), NEWEST: _("Newest"), STATE: _("Member State")}
        return [
            Link(
                label,
                url_of(replace(self.query, sort=sort, page=1)),
                sort == self.query.sort,
                key=sort,
            )
            for sort, label in labels.items()
        ]

    @cached_property
    def pages(self):
        return Pages(self.query, self.total)

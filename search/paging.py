"""Paging of search results: which pages to link to."""

from dataclasses import dataclass, replace

from .addresses import url_of
from .query import DEEPEST_HIT, SearchQuery


class Pages:
    """Links to the pages of the results: the ends, the neighbours, None for a gap."""

    def __init__(self, query: SearchQuery, total: int) -> None:
        self.query = query
        self.number = query.page
        self.count = max(1, -(-min(total, DEEPEST_HIT) // query.page_size))

    @property
    def exists(self) -> bool:
        return self.number <= self.count

    def url(self, number: int) -> str:
        return url_of(replace(self.query, page=number))

    @property
    def last_url(self) -> str:
        return self.url(self.count)

    @property
    def previous_url(self) -> str:
        return self.url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self.url(self.number + 1) if self.number < self.count else ""

    @property
    def links(self) -> "list[PageLink | None]":
        near = {1, self.count, *range(self.number - 2, self.number + 3)}
        shown = sorted(number for number in near if 1 <= number <= self.count)
        links: list[PageLink | None] = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number != before + 1:
                links.append(None)
            links.append(PageLink(number, self.url(number), number == self.number))
        return links


@dataclass(frozen=True)
class PageLink:
    number: int
    url: str
    current: bool

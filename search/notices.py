"""Notices of a results page: a sentence, and links that follow it."""

from collections.abc import Iterable


class Notice(str):
    """The sentence, for pages and programs alike; `links` are (text, address) pairs."""

    links: tuple[tuple[str, str], ...]

    def __new__(cls, text: str, links: Iterable[tuple[str, str]] = ()) -> "Notice":
        notice = super().__new__(cls, text)
        notice.links = tuple(links)
        return notice

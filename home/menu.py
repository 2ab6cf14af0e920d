"""Text pages in the header and the footer, kept for a moment: every page shows them."""

from typing import NamedTuple

from common import generations
from common.generations import kept_for_generation
from common.in_language import html_attributes
from common.kept_values import KeptInEachLanguage
from practices.querysets import published

from .models import StandardPage
from .page_translations.shown import titles_of

CACHE_SECONDS = 5  # how long another process may still show an old title


class TextPage(NamedTuple):
    """`attributes` are those of HTML for a title in another language than the page."""

    slug: str
    title: str
    url: str
    attributes: str


def text_pages() -> tuple[TextPage, ...]:
    """The published text pages that are shown in menus."""
    return _of_generation() if generations.is_entered() else _pages.get()


def _load() -> tuple[TextPage, ...]:
    pages = list(published(StandardPage.objects.in_menu()))
    titles = titles_of(pages)
    return tuple(
        TextPage(page.slug, title, page.url or "", html_attributes(title))
        for page, title in ((page, titles[page.pk]) for page in pages)
    )


_of_generation = kept_for_generation(_load)
_pages = KeptInEachLanguage("pages-in-menus", _load, CACHE_SECONDS)
forget = _pages.forget  # when a text page changes, so that this process shows it at once

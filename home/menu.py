"""Text pages in the header and the footer, kept for a moment: every page shows them."""

from common.kept_values import KeptInEachLanguage
from practices.querysets import published

from .models import StandardPage
from .page_translations.shown import titles_of

CACHE_SECONDS = 5  # how long another process may still show an old title


def text_pages() -> list[dict]:
    """The published text pages that are shown in menus, as {"slug", "title", "url"}."""
    return _pages.get()


def _load() -> list[dict]:
    pages = list(published(StandardPage.objects.in_menu()))
    titles = titles_of(pages)
    return [{"slug": page.slug, "title": titles[page.pk], "url": page.url} for page in pages]


_pages = KeptInEachLanguage("menu-text-pages", _load, CACHE_SECONDS)
forget = _pages.forget  # when a text page changes, so that this process shows it at once

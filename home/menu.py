"""The text pages of the header and the footer, kept for a moment: every page shows them."""

from django.core.cache import cache

from practices.querysets import published

from .models import StandardPage

CACHE_KEY = "menu-text-pages"
CACHE_SECONDS = 5  # how long another process may still show an old title


def text_pages() -> list[dict] | None:
    """The published text pages that are shown in menus, as {"slug", "title", "url"}."""
    return cache.get_or_set(CACHE_KEY, _load, CACHE_SECONDS)


def _load() -> list[dict]:
    pages = published(StandardPage.objects.in_menu())
    return [{"slug": page.slug, "title": page.title, "url": page.url} for page in pages]


def forget(**kwargs) -> None:
    """Called when a text page changes, so that this process shows it at once."""
    cache.delete(CACHE_KEY)

"""What of a page is translated."""

from wagtail.models import Page, get_page_models

from common.digests import digest_of
from practices.models import StatePage, Worded
from practices.querysets import published

PLAIN = ("title", "seo_title", "search_description")
RICH = ("introduction", "body")

Words = dict[str, str]  # {field: text}


def english_of(page: Worded) -> Words:
    """The words in which the page is public, without fields that are empty or never shown."""
    names = [name for name in (*PLAIN, *RICH) if name in page.words]
    if _is_named_by_term(page):
        names.remove("title")
    return {name: text for name in names if (text := getattr(page, name))}


def _is_named_by_term(page: Worded) -> bool:
    """Chapters, challenges and States show the label or name that the taxonomy has of them."""
    return hasattr(page, "term_field") or bool(isinstance(page, StatePage) and page.state_id)


def translatable() -> list[tuple[Worded, Words]]:
    """Public pages with words of the Secretariat's, as (page, its English words), home first."""
    models = [model for model in get_page_models() if issubclass(model, Worded)]
    pages = published(Page.objects.type(*models)).order_by("path").specific()
    return [(page, words) for page in pages if (words := english_of(page))]


def changed_fields(then: Words, now: Words) -> list[str]:
    """Fields in which English says something else than it did."""
    names = dict.fromkeys([*now, *then])
    return [name for name in names if now.get(name) != then.get(name)]


def digest(words: Words) -> str:
    return digest_of(words)[:16]

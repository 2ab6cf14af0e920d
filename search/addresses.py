"""URLs of searches."""

from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from .query import SearchQuery


def url_of(query: SearchQuery) -> str:
    params = urlencode(query.to_params())
    return _path(get_language()) + (f"?{params}" if params else "")


@cache
def _path(language: str | None) -> str:
    """In the language of the interface; a page of results has a dozen of these addresses."""
    return reverse("search")

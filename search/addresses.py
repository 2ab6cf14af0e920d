"""URLs of searches."""

from urllib.parse import urlencode

from django.urls import reverse

from .query import SearchQuery


def url_of(query: SearchQuery) -> str:
    params = urlencode(query.to_params())
    return reverse("search") + (f"?{params}" if params else "")

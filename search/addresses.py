"""Addresses of searches."""

from urllib.parse import urlencode

from django.urls import reverse


def url_of(query) -> str:
    params = urlencode(query.to_params())
    return reverse("search") + (f"?{params}" if params else "")

"""Addresses that last: they name a contribution by its number, whatever its page is called."""

from urllib.parse import urlsplit

from django.urls import reverse

from common.http import absolute_url
from practices.models.contributions import path_of


def identifier(page_id) -> str:
    return absolute_url(reverse("citation", args=[page_id]))


def moved_here(url: str) -> str:
    """An address of the portal that was stored under an earlier host."""
    return absolute_url(urlsplit(url).path)


def version_identifier(page_id, number) -> str:
    return absolute_url(reverse("citation_version", args=[page_id, number]))


def public_url(page) -> str:
    """Where people read it; made here because a page asks the database for its site each time."""
    return absolute_url(path_of(page))

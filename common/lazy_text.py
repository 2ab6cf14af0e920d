"""Texts that are put together when they are read, in the language that is active then."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation
from django.utils.functional import lazy


def lazily(make: Callable[[], str]) -> str:
    """What `make` returns, found out each time it is read: `lazily(lambda: _("%s!") % name)`."""
    return lazy(make, str)()


def in_each_language(make: Callable[[], str]) -> dict[str, str]:
    """{code of the interface: what `make` returns in it}, for a text that is kept."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(make())
    return found

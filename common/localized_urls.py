"""The same page in six languages: English has the plain path, the others a prefix like /fr/."""

from functools import cache

from django.conf import settings
from django.utils.translation import get_language


def bare_path(path: str) -> str:
    """The path without the prefix of a language: what it is in English."""
    prefix = next((prefix for prefix in _prefixes() if path.startswith(prefix)), "/")
    return path[len(prefix) - 1 :]


def localized(path: str, language: str | None = None) -> str:
    """A bare path in a language, which is that of the interface unless it is given."""
    language = language or get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(
        f"/{code}/" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE
    )

"""Links inside texts of the Secretariat that lead to pages in the reader's language."""

import re
from re import Match

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, override

_PATH = re.compile(r'(<a\b[^>]*\bhref=")(/[^"/][^"]*|/)(")')


def in_language(html: str) -> str:
    """Paths of the portal with the prefix of the language; other addresses as they are."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return html
    return _PATH.sub(lambda found: _translated(found, language), html)


def _translated(found: Match[str], language: str) -> str:
    before, path, after = found.groups()
    with override(settings.LANGUAGE_CODE):  # officers write the bare path
        return f"{before}{translate_url(path, language)}{after}"

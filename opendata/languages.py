"""The language of labels: one of the six, asked for by `lang` or by the browser's wish."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from taxonomy.languages import Language


def language_of(request) -> str:
    wished = request.GET.get("lang", "").lower()
    if wished in Language.values:
        return wished
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = (code.split("-")[0] for code, _weight in accepted)
    return next((code for code in codes if code in Language.values), Language.EN.value)


@contextmanager
def speaking(request) -> Iterator:
    """What happens inside is said in the visitor's language; yields its code."""
    language = language_of(request)
    with translation.override(language):
        yield language

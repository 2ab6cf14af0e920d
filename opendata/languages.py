"""The language of labels: one of the six, asked for by `lang`, by the URL or by the browser."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import get_language_from_path
from django.utils.translation.trans_real import parse_accept_lang_header

from common.in_language import interface_code
from taxonomy.languages import Language, of_interface


def language_of(request) -> str:
    wished = request.GET.get("lang", "").lower()
    if wished in Language.values:
        return wished
    if in_path := get_language_from_path(request.path):
        return of_interface(in_path)
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = (code.split("-")[0] for code, _weight in accepted)
    return next((code for code in codes if code in Language.values), Language.EN.value)


@contextmanager
def speaking(request) -> Iterator:
    """What happens inside is said in the visitor's language; yields its code."""
    language = language_of(request)
    with translation.override(interface_code(language)):
        yield language

"""Text that knows its language, so that a page marks what is in another language than its own."""

from collections.abc import Mapping
from functools import cache

from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, get_language_info

INTERFACE_CODES = {"zh": "zh-hans"}  # Django tells scripts of Chinese apart


class InLanguage(str):
    """A string to everybody else; `language` is a code such as "en"."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> "InLanguage":
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """For caches."""
        return str(self), self.language

    def behind(self, before: str) -> "InLanguage":
        """With a number or a sign before it."""
        return InLanguage(f"{before}{self}", self.language)


def left_to_right(text: str) -> str:
    """Isolated on pages from right to left, where 4.j would be shown as j.4."""
    return f"\u2066{text}\u2069" if get_language_bidi() else text


def attributes(text: object) -> Mapping[str, str]:
    """`lang` and `dir` of HTML for a text in another language than the page; else nothing."""
    return _attributes(getattr(text, "language", ""), get_language() or "en")


def html_attributes(text: object) -> SafeString | str:
    """The same with a space before it, as it stands in a tag."""
    found = attributes(text)
    return flatatt(dict(found)) if found else ""


def interface_code(language: str) -> str:
    """The code of the interface in this language, which its pages say in `lang`."""
    return INTERFACE_CODES.get(language, language)


@cache
def _attributes(language: str, page: str) -> Mapping[str, str]:
    code = interface_code(language)
    if code in ("", page):
        return {}
    return {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}

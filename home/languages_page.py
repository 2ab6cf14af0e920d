"""/about/languages/: who made the texts of each language, and how far they have been reviewed."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

# {code: person or service}, once a native speaker has read the whole catalogue in locale/.
REVIEWED_BY: dict[str, str] = {}


@dataclass(frozen=True)
class InterfaceLanguage:
    """`name` is in the language itself."""

    code: str
    name: str
    is_source: bool
    reviewed_by: str


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    rows = [_row(code) for code, _name in settings.LANGUAGES]
    return render(request, "home/languages.html", {"rows": rows})


def _row(code: str) -> InterfaceLanguage:
    return InterfaceLanguage(
        code=code,
        name=capfirst(get_language_info(code)["name_local"]),
        is_source=code == settings.LANGUAGE_CODE,
        reviewed_by=REVIEWED_BY.get(code, ""),
    )

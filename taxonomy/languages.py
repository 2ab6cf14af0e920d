"""The six official languages of the United Nations, in which States write."""

import re
from functools import cache

from django.db import models
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _

from common.folding import folded
from common.in_language import interface_code


class Language(models.TextChoices):
    """Language of an original text; names in the interface's language."""

    AR = "ar", _("Arabic")
    ZH = "zh", _("Chinese")
    EN = "en", _("English")
    FR = "fr", _("French")
    RU = "ru", _("Russian")
    ES = "es", _("Spanish")


@cache
def name_in(language: str, interface: str | None) -> str:
    with override(interface):
        return str(Language(language).label)


def name_of(language: str) -> str:
    """In the language of the interface."""
    return name_in(language, get_language())


@cache
def of_interface(code: str | None) -> str:
    """The language behind a code of the interface; English for none."""
    language = (code or "").split("-")[0]
    return language if language in Language.values else Language.EN.value


RIGHT_TO_LEFT = frozenset({Language.AR})


def direction(language) -> str:
    """The value of the HTML `dir` attribute for a text in this language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


OTHER_NAMES = {
    **dict.fromkeys(("chinese", "mandarin", "chinois", "chino", "китайский"), Language.ZH),
    **dict.fromkeys(("中文", "汉语", "普通话", "الصينية", "simplified chinese"), Language.ZH),
    **dict.fromkeys(("castellano", "castilian"), Language.ES),
}
SCRIPTS = {
    Language.AR: re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    Language.RU: re.compile("[\u0400-\u04ff]"),
    Language.ZH: re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
}


def read(written: str) -> str:
    """The code for a code ("FR", "fr-CA") or a name in one of the six languages, or nothing."""
    text = folded(" ".join(written.split()))
    return _names().get(text) or _names().get(text.replace("_", "-").split("-")[0], "")


@cache
def _names() -> dict[str, str]:
    """{code or name: code}; each language is also named as it names itself."""
    found = {}
    for code in Language.values:
        django_code = interface_code(code)
        info = get_language_info(django_code)
        found |= {code: code, info["name_local"]: code, info["name"]: code}
        for spoken in ("ar", "zh-hans", "en", "fr", "ru", "es"):
            with override(spoken):
                found[get_language_info(django_code)["name_translated"]] = code
    return {folded(name): code for name, code in (found | OTHER_NAMES).items()}


def of_script(text: str) -> str:
    """The language that the letters of a text leave no doubt about, or nothing.

    Among the six languages Arabic, Cyrillic and Chinese letters belong to one each.
    """
    letters = [sign for sign in text if sign.isalpha()]
    for code, pattern in SCRIPTS.items():
        if len(pattern.findall(text)) * 2 > len(letters):
            return code
    return ""

"""Names of months and days of the week in six languages, from Django's own translations.

Arabic has three sets of names for the same months; Django knows one of them.
"""

import re
import unicodedata
from functools import cache

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP, WEEKDAYS

LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")
OTHER_NAMES = {
    # Eastern Mediterranean and Iraq
    **{name: number for number, name in enumerate(
        ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
         "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"), start=1)},
    # North Africa
    "جانفي": 1, "فيفري": 2, "أفريل": 4, "أبريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8,
    "غشت": 8, "يوليوز": 7, "شتنبر": 9, "نونبر": 11, "نوفمر": 11, "دجنبر": 12,
    "janv": 1, "fevr": 2, "mars": 3, "sept": 9, "setiembre": 9, "сент": 9, "нояб": 11, "июн": 6,
}  # fmt: skip
# NFKC makes an "o" of the Spanish º.
ORDINALS = re.compile(r"(?<=\d)\.?(?:st|nd|rd|th|er|ère|º|ª|o|a|-?го|-?е)\b")
FIRSTS = re.compile(r"\b(?:primero|premier|first|первое)\b")
# The years, months and days of formal Chinese: 二〇二六年十二月一日.
CHINESE_DATE = re.compile(
    "([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
CHINESE_DIGITS = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
FILLERS = re.compile(r"\b(?:de|del|of|the|le|el|г|года|год|في|من|يوم)\b")


def month_of(written: str) -> int | None:
    """The number of the month with this name in any of the languages, or None.

    Arabic texts of the United Nations give a month both its names: كانون الأول/ديسمبر.
    """
    months, words = _months(), _key(written).split()
    if month := months.get(" ".join(words)):
        return month
    for place in range(1, len(words)):
        first = months.get(" ".join(words[:place]))
        if first and first == months.get(" ".join(words[place:])):
            return first
    return None


def without_weekday(text: str) -> tuple[str, int | None]:
    """The text without the day of the week that it names, and that day (Monday is 0)."""
    for name, day in _weekdays().items():
        found = re.search(rf"(?:^|(?<=[\s,،(日])){re.escape(name)}(?!\w)", text.casefold())
        if found:
            return (text[: found.start()] + text[found.end() :]).strip(" ,،()"), day
    return text, None


def with_digits(text: str) -> str:
    """A date in Chinese numerals in digits; any other text as it is."""
    return CHINESE_DATE.sub(
        lambda found: "{}年{}月{}日".format(*map(_digits, found.groups())), text
    )


def _digits(numeral: str) -> str:
    if "十" in numeral:
        tens, ones = numeral.split("十")
        return (CHINESE_DIGITS.get(tens, "") or "1") + (CHINESE_DIGITS.get(ones, "") or "0")
    return "".join(CHINESE_DIGITS[sign] for sign in numeral)


def simplified(text: str) -> str:
    """Day, month and year in single spaces, without what stands between them."""
    text = FIRSTS.sub("1", ORDINALS.sub("", text.casefold()))
    text = FILLERS.sub(" ", re.sub(r"[.,،\-/]", " ", text))
    return " ".join(re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", text).split())


@cache
def _months() -> dict[str, int]:
    """A short form that stands for two months (French "jui") is left out."""
    found = {_key(name): {number} for name, number in OTHER_NAMES.items()}
    for language in LANGUAGES:
        with translation.override(language):
            for names in (MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP):
                numbered = enumerate(names.values(), start=1)  # some of them have words for keys
                for number, name in numbered:
                    found.setdefault(_key(str(name)), set()).add(number)
    found.pop("jui", None)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


@cache
def _weekdays() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {str(name).casefold(): day for day, name in WEEKDAYS.items()}
    return found


def _key(name: str) -> str:
    """Without capitals, accents, vowel signs and dots; the forms of alif count as one."""
    name = unicodedata.normalize("NFD", name.casefold().replace("ё", "е"))
    name = "".join(sign for sign in name if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", name))

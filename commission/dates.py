"""Days, months and years of meetings, as precise as their source."""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import icu
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

OURS = {"en": "en_GB"}  # the United Nations write 16–18 October 2019
YEAR_SIGN = "\u202fг."  # as in portal/formats/ru: its full stop would meet that of the sentence


class Precision(models.TextChoices):
    """How much of a stored date is known; the rest of it is its first day, or its last."""

    DAY = "day", _("the days")
    MONTH = "month", _("the month only")
    YEAR = "year", _("the year only")


SKELETONS = {Precision.DAY: "yMMMMd", Precision.MONTH: "yMMMM", Precision.YEAR: "y"}
LETTERS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}  # of YYYY-MM-DD


def span(first: date, last: date | None, precision: str = Precision.DAY) -> str:
    """Both days as the interface writes a period: 16–18 October 2019, October 2016."""
    interval = icu.DateInterval(_noon(first), _noon(last or first))
    formatter = _formatter(get_language() or "en", SKELETONS[Precision(precision)])
    return str(formatter.format(interval)).replace(YEAR_SIGN, "")


def iso(day: date, precision: str = Precision.DAY) -> str:
    """As much of the date as is known, in ISO 8601: 2016-10."""
    return day.isoformat()[: LETTERS[Precision(precision)]]


def _noon(day: date) -> float:
    """Which is the same day whatever zone the formatter stands in."""
    return datetime.combine(day, time(12), UTC).timestamp()


@cache
def _formatter(language: str, skeleton: str) -> Any:
    """In digits 0-9, as all other dates of the interface."""
    locale = icu.Locale(f"{OURS.get(language, language)}@numbers=latn;calendar=gregorian")
    return icu.DateIntervalFormat.createInstance(skeleton, locale)

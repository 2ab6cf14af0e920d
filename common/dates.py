"""Reading of dates, moments and years as people write them in six languages.

What has one reading is read; what has two is refused, and both are named. Nothing depends on the
language of the reader: 01/12/2026 is two days wherever it is typed.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import month_names
from .text import bare

EARLIEST, LATEST = 1800, 2200
# Days of Excel's calendar of 1900, between 1954 and 2064: the number of a day whose cell lost its
# format. Smaller numbers may as well be years.
EXCEL_START, EXCEL_DAYS = date(1899, 12, 30), range(20_000, 60_000)

YEAR_FIRST = re.compile(r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2}")
ISO_OTHER = re.compile(r"\d{8}|\d{4}-?W\d{2}-?\d")  # 20261201, 2026-W49-2
DAY_MONTH_YEAR = re.compile(r"(?P<day>\d{1,2}) (?P<month>[^\d]+) (?P<year>\d{4})")
MONTH_DAY_YEAR = re.compile(r"(?P<month>[^\d]+) (?P<day>\d{1,2}) (?P<year>\d{4})")
YEAR_MONTH_DAY = re.compile(r"(?P<year>\d{4}) (?P<month>[^\d]+) (?P<day>\d{1,2})")
YEAR_SIGN = re.compile(r"(?<=\d)\s*(?:г\.?|года|год|م\.?)$")  # 31.12.2026 г.
DASHES = str.maketrans("‐‑‒–—−", "------")
BEFORE_TIME = re.compile(
    r"(?:,|،|\bat\b|\bà\b|\ba las\b|\bв\b|الساعة|T|\s|(?<=日))\s*"
    r"(?=(?:上午|下午)?\d{1,2}\s?(?:[:hH时時点點]|[ap]\.?m\b))",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?P<before>上午|下午)?(?P<hour>\d{1,2})"
    r"(?:\s?[:hH时時点點]\s?(?P<minute>\d{2})?分?(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"|(?=\s?[ap]\.?m\b))"
    r"\s*(?P<half>[ap]\.?m\b\.?|صباحا|مساء)?\s*(?P<zone>.*)",
    re.IGNORECASE,
)
AFTERNOON = ("p", "下", "م")  # how pm, 下午 and مساء begin
ZONE = re.compile(r"(?:UTC|GMT)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


def read_date(value: object) -> date:
    """The day; ValidationError, in plain words, for what is none or may be two."""
    if isinstance(value, datetime):
        return _day_alone(value)
    if isinstance(value, date):
        return _within(value, value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_number(value)
    text = _plain(str(value))
    if moment := _iso_moment(text):
        return _day_alone(moment)
    return _day(text, str(value))


def read_moment(value: object, zone: tzinfo = UTC) -> datetime:
    """The moment, in the zone it names or else in `zone`; a day alone is its first moment."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if not isinstance(value, str):
        return datetime.combine(read_date(value), time(), zone)
    text = _plain(value)
    moment = _iso_moment(text) or _written_moment(text, value)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def read_year(value: object) -> int:
    """The year; a whole date is refused, because the rest of it would be lost."""
    if isinstance(value, date):
        raise _unreadable(value.isoformat(), _("Write the year only, for example 2026."))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = re.fullmatch(r"(\d{4})(?:\.0+)?\s*(?:年|г\.?|год)?", _plain(str(value)))
    if written is None:
        raise _unreadable(value, _("Write the year in four digits, for example 2026."))
    return int(written[1])


def _plain(text: str) -> str:
    """Digits of any script as 0-9, full-width signs as narrow ones, no marks, single spaces."""
    text = month_names.with_digits(unicodedata.normalize("NFKC", bare(text))).translate(DASHES)
    text = re.sub("[\u064b-\u0652]", "", text)  # vowel signs of Arabic
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in text).strip(" .,;")
    return YEAR_SIGN.sub("", text)


def _day(text: str, written: str) -> date:
    text, weekday = month_names.without_weekday(text)
    day = _in_numbers(text, written) or _in_words(text, written)
    if weekday is not None and day.weekday() != weekday:
        hint = _("That day is a %(weekday)s.") % {"weekday": date_format(day, "l")}
        raise _unreadable(written, hint)
    return day


def _in_numbers(text: str, written: str) -> date | None:
    if re.fullmatch(r"\d{5}", text):
        return _of_number(int(text))
    if SHORT_YEAR.fullmatch(text):
        raise _unreadable(written, _("Write the year in four digits, for example 2026-12-01."))
    if match := YEAR_FIRST.fullmatch(text):
        return _date(match[1], match[3], match[4], written)
    if match := YEAR_LAST.fullmatch(text):
        return _of_numbers(int(match[1]), int(match[2]), int(match[3]), written)
    return _iso_day(text, written) if ISO_OTHER.fullmatch(text) else None


def _of_numbers(first: int, second: int, year: int, written: str) -> date:
    """Day and month in either order, as long as only one of the two orders is possible."""
    if first != second and first <= 12 and second <= 12:
        readings = [date(year, second, first), date(year, first, second)]
        raise _ambiguous(written, readings)
    day, month = (second, first) if second > 12 else (first, second)
    return _date(year, month, day, written)


def _iso_day(text: str, written: str) -> date:
    try:
        return _within(date.fromisoformat(text), written)
    except ValueError as error:
        raise _unreadable(written, _("There is no such day.")) from error


def _iso_moment(text: str) -> datetime | None:
    """2026-12-01T09:00Z and its like; None for a day alone and for everything else."""
    if not re.match(r"\d{4}-?\d{2}-?\d{2}[T ]\d", text):
        return None
    try:
        return datetime.fromisoformat(text.replace("−", "-"))
    except ValueError:
        return None


def _in_words(text: str, written: str) -> date:
    """A day whose month is a name: 1 December 2026, December 1st, 2026, 1 de diciembre de 2026."""
    text = month_names.simplified(text)
    for pattern in (DAY_MONTH_YEAR, MONTH_DAY_YEAR, YEAR_MONTH_DAY):
        match = pattern.fullmatch(text)
        if match and (month := month_names.month_of(match["month"])):
            return _date(match["year"], month, match["day"], written)
    raise _unreadable(written, _("Write it like 2026-12-01, or with the name of the month."))


def _written_moment(text: str, written: str) -> datetime:
    """A day, then a time, then perhaps a zone; the day alone is midnight."""
    for match in BEFORE_TIME.finditer(text):
        moment = TIME.fullmatch(text[match.end() :])
        if moment:
            day = _day(text[: match.start()].strip(" ,"), written)
            return datetime.combine(day, _time(moment, written), _zone(moment["zone"], written))
    return datetime.combine(_day(text, written), time())


def _time(match: re.Match[str], written: str) -> time:
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    half = (match["half"] or match["before"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            raise _unreadable(written, _("There is no such time of day."))
        hour = hour % 12 + (12 if half in AFTERNOON else 0)
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise _unreadable(written, _("There is no such time of day.")) from error


def _zone(name: str, written: str) -> tzinfo | None:
    """UTC, GMT, Z or a difference to them; letters such as IST or CST stand for several zones."""
    name = name.strip(" ()")
    if not name:
        return None
    if name.upper() in ("UTC", "GMT", "Z"):
        return UTC
    match = ZONE.fullmatch(name)
    if match is None or int(match[2]) > 14:
        raise _unreadable(
            written, _("Write the time zone as its difference to UTC, for example +03:00.")
        )
    difference = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(difference if match[1] == "+" else -difference)


def _of_number(number: float) -> date:
    """20261201, or a day of Excel's calendar."""
    if float(number).is_integer() and int(number) in EXCEL_DAYS:
        return EXCEL_START + timedelta(days=int(number))
    written = str(int(number)) if float(number).is_integer() else str(number)
    if ISO_OTHER.fullmatch(written):
        return _iso_day(written, written)
    raise _unreadable(written, _("Write it like 2026-12-01, or with the name of the month."))


def _day_alone(moment: datetime) -> date:
    if moment.time() != time():
        raise _unreadable(moment.isoformat(" "), _("Write the day only, without a time."))
    return _within(moment.date(), moment)


def _date(year: str | int, month: str | int, day: str | int, written: str) -> date:
    try:
        return _within(date(int(year), int(month), int(day)), written)
    except ValueError as error:
        raise _unreadable(written, _("There is no such day.")) from error


def _within(day: date, written: object) -> date:
    """Years of other calendars (1448, 2569) lie outside."""
    if not EARLIEST <= day.year <= LATEST:
        raise _unreadable(written, _("Write the year of the common calendar, for example 2026."))
    return day


def _ambiguous(written: str, readings: list[date]) -> ValidationError:
    first, second = readings
    return ValidationError(
        _(
            "“%(written)s” can be read as %(first)s or as %(second)s. "
            "Write %(first_iso)s or %(second_iso)s, or the name of the month."
        ),
        code="ambiguous",
        params={
            "written": written,
            "first": date_format(first, "DATE_FORMAT"),
            "second": date_format(second, "DATE_FORMAT"),
            "first_iso": first.isoformat(),
            "second_iso": second.isoformat(),
        },
    )


def _unreadable(written: object, hint: str) -> ValidationError:
    message = _("“%(written)s” is not a date that can be read. %(hint)s")
    return ValidationError(message, code="invalid", params={"written": written, "hint": hint})

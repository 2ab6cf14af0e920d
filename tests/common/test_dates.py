"""Dates as people write them in six languages: one reading is read, two are refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from common.dates import read_date, read_moment, read_year

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-01", "2026-12-1", "2026/12/01", "2026.12.01", "20261201", "2026-W49-2",
        "1 December 2026", "1 Dec. 2026", "December 1st, 2026", "Tuesday, 1 December 2026",
        "the 1st of December 2026", "01-Dec-2026", "2026 December 1", "1december2026",
        "1er décembre 2026", "mardi 1 décembre 2026", "1 dec 2026", "1 DÉCEMBRE 2026",
        "1 de diciembre de 2026", "1 de diciembre del 2026", "1 dic 2026",
        "1 декабря 2026 г.", "1 декабря 2026 года", "1-го декабря 2026", "Вторник, 1 декабря 2026",
        "2026年12月1日", "２０２６年１２月１日", "2026年12月1日 星期二", "2026年12月1日星期二",
        "١ ديسمبر ٢٠٢٦", "۱ ديسمبر ۲۰۲۶", "1 كانون الأول/ديسمبر 2026", "1 دجنبر 2026",
        "الثلاثاء 1 كانون الأول 2026", "٢٠٢٦-١٢-٠١", "\u200f1 ديسمبر 2026\u200f",
        "  2026-12-01\u00a0", "2026-12-01T00:00:00", "2026-12-01 00:00:00+03:00",
        "1º de diciembre de 2026", "1.º de diciembre de 2026", "primero de diciembre de 2026",
        "premier décembre 2026", "二〇二六年十二月一日", "1 ديسمبر 2026م", "١ ديسمبر ٢٠٢٦ م",
        "2026–12–01", "2026−12−01", "2026‑12‑01",
        DAY, datetime(2026, 12, 1), 46357, 46357.0, "46357", 20261201,
    ],
)  # fmt: skip
def test_one_reading(written):
    assert read_date(written) == DAY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/12/2026", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
        ("12.12.2026", date(2026, 12, 12)),
        ("31.01.2026", date(2026, 1, 31)),
        ("31.12.2026 г.", date(2026, 12, 31)),
        ("二〇二七年三月三十一日", date(2027, 3, 31)),
        ("二〇二七年二月二十日", date(2027, 2, 20)),
        ("29 February 2028", date(2028, 2, 29)),
        ("15 mars 2021", date(2021, 3, 15)),
        ("5 мая 2021", date(2021, 5, 5)),
    ],
)
def test_only_one_order_is_possible(written, day):
    assert read_date(written) == day


@pytest.mark.parametrize(
    "written",
    ["01/12/2026", "1.12.2026", "01-12-2026", "١/١٢/٢٠٢٦", "０１／１２／２０２６", "1 / 12 / 2026",
     "Tuesday 01/12/2026", "01.12.2026 г.", "1–12–2026"],
)  # fmt: skip
def test_two_readings_are_refused_and_both_named(written):
    with pytest.raises(ValidationError) as refusal:
        read_date(written)
    message = refusal.value.messages[0]
    assert "1 December 2026" in message
    assert "12 January 2026" in message
    assert refusal.value.code == "ambiguous"


@pytest.mark.parametrize(
    "written",
    [
        "", "soon", "2026", "December 2026", "2026-W49", "01/12/26", "13/12/26", "30 February 2026",
        "2026-02-30", "20260230", "1448-06-21", "2569-12-01", "Monday, 1 December 2026",
        "1 jui 2026", "99/99/2026", "2026-12-01 09:30", datetime(2026, 12, 1, 9, 30), 2026, 7, 1.5,
        True, None,
        "1 December 2026 or later", "２０２６", "0", "1" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_words(written):
    with pytest.raises(ValidationError) as refusal:
        read_date(written)
    assert refusal.value.messages[0]


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_written_in_words_reads_back(language, day):
    with translation.override(language):
        written = date_format(day, "j E Y" if language == "ru" else "j F Y")
    assert read_date(written) == day


MOMENT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-01 09:30", "2026-12-01T09:30:00Z", "2026-12-01T12:30+03:00", "20261201T0930",
        "1 December 2026 9:30", "1 December 2026, 09:30 (UTC)", "1 December 2026 at 9:30 a.m.",
        "1 décembre 2026 à 9h30", "1 décembre 2026 à 9 h 30", "1 декабря 2026 г. в 09:30",
        "2026年12月1日 09:30", "١ ديسمبر ٢٠٢٦ ٠٩:٣٠", "2026-12-01 12:30 UTC+3",
        "2026年12月1日上午9:30", "2026年12月1日9时30分",
        "1 ديسمبر 2026 الساعة 9:30", "1 ديسمبر 2026، 9:30 صباحاً", "1er décembre 2026 à 9 h 30",
        "2026-12-01 09:30:00.000",        "2026-12-01 9:30 GMT", datetime(2026, 12, 1, 9, 30),
        datetime(2026, 12, 1, 12, 30, tzinfo=timezone(timedelta(hours=3))),
    ],
)  # fmt: skip
def test_moments(written):
    assert read_moment(written) == MOMENT


@pytest.mark.parametrize(
    ("written", "hour"),
    [("1 December 2026 9 pm", 21), ("1 December 2026, 9 a.m.", 9), ("2026年12月1日下午3时", 15),
     ("1 December 2026 12am", 0), ("1 ديسمبر 2026 3:00 مساءً", 15)],
)  # fmt: skip
def test_hours_alone(written, hour):
    assert read_moment(written) == datetime(2026, 12, 1, hour, tzinfo=UTC)


def test_a_moment_without_a_zone_is_in_the_zone_given():
    zone = timezone(timedelta(hours=1))
    assert read_moment("2026-12-01 10:30", zone) == MOMENT
    assert read_moment("1 December 2026", zone) == datetime(2026, 12, 1, tzinfo=zone)
    assert read_moment(DAY, zone) == datetime(2026, 12, 1, tzinfo=zone)


@pytest.mark.parametrize(
    "written",
    ["01/12/2026 09:30", "2026-12-01 25:00", "2026-12-01 09:30 CST", "2026-12-01 09:30 +25",
     "2026-12-01 13:00 pm", "noon", ""],
)  # fmt: skip
def test_moments_with_two_readings_or_none(written):
    with pytest.raises(ValidationError):
        read_moment(written)


@pytest.mark.parametrize(
    "written", [2019, 2019.0, "2019", " 2019 ", "٢٠١٩", "２０１９", "2019.0", "2019年", "2019 г."]
)
def test_years(written):
    assert read_year(written) == 2019


@pytest.mark.parametrize(
    "written", [DAY, datetime(1905, 7, 11), "19", "2018-2019", "soon", 2019.5, "", None, True]
)
def test_what_is_more_or_less_than_a_year_is_refused(written):
    with pytest.raises(ValidationError):
        read_year(written)

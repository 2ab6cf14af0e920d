"""Dates of meetings are written as far as they are known, in each language."""

from datetime import date

import pytest
from django.utils.translation import override

from commission.dates import Precision, iso, span

FIRST, LAST = date(2019, 10, 16), date(2019, 10, 18)


@pytest.mark.parametrize(
    ("language", "days", "month"),
    [
        ("en", "16–18 October 2019", "October 2019"),
        ("fr", "16–18 octobre 2019", "octobre 2019"),
        ("es", "16–18 de octubre de 2019", "octubre de 2019"),
        ("ar", "16–18 أكتوبر 2019", "أكتوبر 2019"),
        ("ru", "16–18 октября 2019", "октябрь 2019"),
        ("zh-hans", "2019年10月16日至18日", "2019年10月"),
    ],
)
def test_a_period_is_written_as_the_language_writes_it(language, days, month):
    with override(language):
        assert span(FIRST, LAST) == days
        assert span(FIRST, None, Precision.MONTH) == month


def test_one_day_is_no_period():
    assert span(FIRST, None) == span(FIRST, FIRST) == "16 October 2019"


def test_months_and_years():
    first, last = date(2017, 9, 1), date(2017, 11, 30)
    assert span(first, last, Precision.MONTH).split() == ["September", "–", "November", "2017"]
    assert span(first, last, Precision.YEAR) == "2017"


def test_no_more_is_said_than_is_known():
    assert [iso(FIRST, precision) for precision in Precision] == ["2019-10-16", "2019-10", "2019"]

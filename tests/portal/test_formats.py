"""Dates and numbers in each language as the United Nations writes them."""

from datetime import datetime

import pytest
from django.utils import formats, translation

MOMENT = datetime(2027, 1, 31, 9, 5)
WRITTEN = {
    "ar": ("31 يناير 2027", "12,345.5"),
    "zh-hans": ("2027年1月31日", "12,345.5"),
    "en": ("31 January 2027", "12,345.5"),
    "fr": ("31 janvier 2027", "12\xa0345,5"),
    "ru": ("31 января 2027", "12\xa0345,5"),
    "es": ("31 de enero de 2027", "12\xa0345,5"),
}


@pytest.mark.parametrize("code", WRITTEN)
def test_dates_and_numbers(code):
    with translation.override(code):
        date = formats.date_format(MOMENT, "DATE_FORMAT")
        number = formats.number_format(12345.5, force_grouping=True)
        assert (date, number) == WRITTEN[code]
        assert "09:05" in formats.date_format(MOMENT, "DATETIME_FORMAT")
        assert formats.date_format(MOMENT, "TIME_FORMAT") == "09:05"

"""Dates with times and their time zone, and working days, as the portal writes them."""

import datetime

from django.template.defaultfilters import date as date_format
from django.utils.translation import gettext as _


def in_utc(value: datetime.datetime | None) -> str:
    """Date, time and time zone, for example 31 January 2027, 09:00 UTC; nothing for nothing."""
    if value is None:
        return ""
    moment = date_format(value.astimezone(datetime.UTC), "DATETIME_FORMAT")
    return _("%(moment)s UTC") % {"moment": moment}


def add_working_days(day: datetime.date, number: int) -> datetime.date:
    """The day so many Mondays to Fridays later, or earlier; the first day is not counted."""
    step = 1 if number >= 0 else -1
    while number:
        day += datetime.timedelta(days=step)
        if day.weekday() < 5:
            number -= step
    return day

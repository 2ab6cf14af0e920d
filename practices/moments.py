"""Dates with times and their time zone, and working days, as the portal writes them."""

import datetime

from django.template.defaultfilters import date as date_format
from django.utils.translation import gettext as _


def in_utc(value: datetime.datetime | None) -> str:
    """Date, time and time zone, for example 31 January 2027, 09:00 UTC; nothing for nothing."""
    if value is None:
        return ""
    moment = date_format(value.astimezone(datetime.UTC), "j F Y, H:i")
    return _("%(moment)s UTC") % {"moment": moment}


def working_day_after(day: datetime.date, days: int) -> datetime.date:
    """The day on which so many Mondays to Fridays have passed, the first day not counted."""
    while days:
        day += datetime.timedelta(days=1)
        days -= day.weekday() < 5
    return day

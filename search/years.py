"""Ranges of years in the address of a search: `year_from` and `year_to`, beside `year=`.

A range stands for all its years, so that both engines, alerts and counts know only single years.
"""

from collections.abc import Iterable, Mapping

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

YEAR, FROM, TO = "year", "year_from", "year_to"
EARLIEST = 1900
YEARS_AHEAD = 10  # what may be planned
SHORTEST_RANGE = 3  # shorter ones are listed


def latest() -> int:
    return timezone.localdate().year + YEARS_AHEAD


def between(params: Mapping[str, str], notices: list[str]) -> tuple[str, ...]:
    """The years of the range asked for; none without one. Notices say what was left out."""
    if not (params.get(FROM) or params.get(TO)):
        return ()
    first, last = _year(params.get(FROM), notices), _year(params.get(TO), notices)
    if first is None and last is None:
        return ()
    first, last = first or EARLIEST, last or latest()
    if first > last:
        notices.append(_("The first year was after the last; they were exchanged."))
        first, last = last, first
    return tuple(str(year) for year in range(first, last + 1))


def _year(written: str | None, notices: list[str]) -> int | None:
    text = (written or "").strip()
    if not text:
        return None
    if text.isdecimal() and len(text) <= 4 and EARLIEST <= int(text) <= latest():
        return int(text)
    limits = {"value": text[:60], "first": EARLIEST, "last": latest()}
    notices.append(
        _("“%(value)s” is not a year from %(first)d to %(last)d; it was left out.") % limits
    )
    return None


def as_range(keys: Iterable[str]) -> tuple[int, int] | None:
    """First and last of years that follow each other; None for years to be named one by one."""
    years = sorted({int(key) for key in keys})
    if len(years) < SHORTEST_RANGE or years[-1] - years[0] != len(years) - 1:
        return None
    return years[0], years[-1]


def to_params(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Parameters of an address for the chosen years."""
    span = as_range(keys)
    if span is None:
        return [(YEAR, key) for key in keys]
    first, last = span
    params = [(FROM, str(first))] if first > EARLIEST else []
    return params + ([(TO, str(last))] if last < latest() else [])


def bounds(keys: Iterable[str]) -> tuple[str, str]:
    """What stands in the two fields of the form."""
    params = dict(to_params(keys))
    return params.get(FROM, ""), params.get(TO, "")


def label(keys: Iterable[str]) -> str:
    """A range in words; empty for years to be named one by one."""
    first, last = bounds(keys)
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %s") % first
    return _("until %s") % last if last else ""


def chosen_keys(params: QueryDict, facet_name: str) -> list[str]:
    """What a stored search asks for of one facet; a range of years is read as of today."""
    keys = params.getlist(facet_name)
    return [*keys, *between(params, [])] if facet_name == YEAR else keys

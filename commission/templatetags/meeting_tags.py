"""What pages about meetings show beside the columns of a meeting."""

from collections.abc import Mapping

from django import template

from commission import numbers, totals
from commission.models import MeetingPage
from commission.proceedings import Proceedings
from practices.models import ContributionPage
from translations.lists import Listed

register = template.Library()
register.filter("in_words", numbers.in_words)
register.filter("counted", numbers.counted)
register.simple_tag(totals.totals, name="reported_totals")


@register.simple_tag
def proceedings_of(meeting: MeetingPage) -> Proceedings:
    """The same for every block of one page, so that nothing is read twice."""
    found: Proceedings = meeting.__dict__.setdefault("_proceedings", Proceedings(meeting))
    return found


@register.filter
def text_for(texts: Mapping[int, Listed], page: ContributionPage) -> Listed | ContributionPage:
    """The translation that a list shows, or the page itself: both have a title and a language."""
    return texts.get(page.pk, page)


@register.filter
def webcal(url: str) -> str:
    """The address by which a browser asks a program for calendars to subscribe."""
    return f"webcal:{url.partition(':')[2]}"

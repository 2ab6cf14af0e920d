"""A few contributions of other States beside the form of an item."""

from django import template

from workshops.entry.seats import Seat
from workshops.items import Item
from workshops.suggestions.suggested import A_FEW, Suggested, suggestions

register = template.Library()


@register.simple_tag
def suggested_on(item: Item, seat: Seat) -> Suggested:
    return suggestions([item], seat.room.owner, A_FEW)[item.key]

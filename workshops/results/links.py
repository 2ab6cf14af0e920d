"""Links to items, made once for all tables of a page: an item stands in up to four of them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.safestring import SafeString

from common.gaps import filled
from common.in_language import html_attributes
from workshops.entry.seats import Seat
from workshops.items import Item
from workshops.models import Assessment

PLACE = "item"  # where the key of an item stands in an address


def links(seat: Seat, found: Assessment, items: Iterable[Item]) -> dict[str, SafeString]:
    """{key of the item: the link}"""
    place = reverse("workshop_item", args=[seat.room.uid, found.pk, seat.sheet, PLACE])
    start = place.removesuffix(f"{PLACE}/")
    return {item.key: _link(f"{start}{item.key}/", item) for item in items}


def _link(address: str, item: Item) -> SafeString:
    values = {
        "address": address,
        "number": item.chapter.number,
        "language": html_attributes(item.label),
        "label": item.label,
    }
    return filled("workshops/results/item.html", values)

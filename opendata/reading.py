"""Reads contributions for output: always through published(), a few hundred at a time."""

from collections.abc import Iterator
from itertools import islice

from practices.models import PracticePage, StrategyPage

BATCH = 200
KINDS = {"practice": PracticePage, "strategy": StrategyPage}


def contributions(ids) -> Iterator:
    """Yield the public contributions with these ids, in this order; the others are passed over."""
    ids = iter(ids)
    while batch := list(islice(ids, BATCH)):
        yield from read(batch)


def read(ids, kinds=KINDS) -> list:
    """The public contributions with these ids as practices and strategies, in this order."""
    found = {}
    for kind in kinds:
        pages = KINDS[kind].objects.published().filter(pk__in=ids).order_by().with_terms()
        pages = pages.prefetch_related("links", "annexes__document")
        found |= {page.pk: page for page in pages}
    return [found[pk] for pk in ids if pk in found]

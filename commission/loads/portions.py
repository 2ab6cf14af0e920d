"""Portions of files: as many as are held in memory together."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
MOST_ITEMS = 50
MOST_BYTES = 64 * 1024 * 1024


def portions(items: Iterable[Item], size_of: Callable[[Item], int]) -> Iterator[list[Item]]:
    portion: list[Item] = []
    total = 0
    for item in items:
        size = size_of(item)
        if portion and (len(portion) == MOST_ITEMS or total + size > MOST_BYTES):
            yield portion
            portion, total = [], 0
        portion.append(item)
        total += size
    if portion:
        yield portion

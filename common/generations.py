"""Values made of public content, kept in the process until that content changes.

They are found again under a generation of it. A request that only reads enters that of its moment
when it begins; everybody else is answered anew, because a transaction sees its own changes.
"""

from collections.abc import Callable, Collection, Hashable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.utils.translation import get_language

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Generation:
    """Public content between two changes.

    `changes_at` is when something opens or closes by the clock; `ends_at` comes sooner, so that
    nothing is kept for long even if a change escaped the count.
    """

    stamp: str
    changes_at: datetime | None
    ends_at: datetime


_entered: ContextVar[Generation | None] = ContextVar("generation", default=None)


def enter(generation: Generation) -> None:
    _entered.set(generation)


def leave() -> None:
    _entered.set(None)


def is_entered() -> bool:
    return _entered.get() is not None


class _Values(Generic[Value]):
    """Those of the latest generation, at most `most` of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: tuple[Generation | None, dict[Hashable, Value]] = None, {}

    def of(self, generation: Generation) -> dict[Hashable, Value]:
        kept_for, values = self._kept
        return values if kept_for == generation else {}

    def add(self, generation: Generation, found: dict[Hashable, Value]) -> None:
        values = self.of(generation)
        if not values or len(values) + len(found) > self._most:
            values = {}
            self._kept = generation, values
        values.update(found)


class KeptForGeneration(Generic[Value]):
    """A function whose answers are kept, in each language of the interface by itself.

    What it returns is shared by all requests: nobody may change it. At most `most` are kept.
    """

    def __init__(
        self, read: Callable[..., Value], most: int = 64, in_each_language: bool = True
    ) -> None:
        self._read, self._values = read, _Values[Value](most)
        self._in_each_language = in_each_language

    def __call__(self, *args: Hashable) -> Value:
        generation = _entered.get()
        if generation is None:
            return self._read(*args)
        key = (get_language(), *args) if self._in_each_language else args
        values = self._values.of(generation)
        if key in values:
            return values[key]
        value = self._read(*args)
        self._values.add(generation, {key: value})
        return value


def kept_for_generation(read: Callable[..., Value]) -> KeptForGeneration[Value]:
    return KeptForGeneration(read)


_UNREAD: Any = object()


class KeptOfEach(Generic[Key, Value]):
    """The same for a function that reads many at once, {key: value}: it is asked for the new ones.

    That it has none for a key is kept as well.
    """

    def __init__(
        self, read: Callable[[Collection[Key]], dict[Key, Value]], most: int = 2_000
    ) -> None:
        self._read, self._values = read, _Values[Value | None](most)

    def __call__(self, keys: Collection[Key]) -> dict[Key, Value]:
        if not keys:
            return {}
        generation = _entered.get()
        if generation is None:
            return self._read(keys)
        language, values = get_language(), self._values.of(generation)
        found = {key: values.get((language, key), _UNREAD) for key in keys}
        if missing := [key for key, value in found.items() if value is _UNREAD]:
            read = self._read(missing)
            found |= {key: read.get(key) for key in missing}
            self._values.add(generation, {(language, key): found[key] for key in missing})
        return {key: value for key, value in found.items() if value is not None}

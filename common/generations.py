"""Values made of public content, kept in the process until that content changes.

They are found again under a generation of it. A request that only reads enters that of its moment
when it begins; everybody else is answered anew, because a transaction sees its own changes.
"""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.utils.translation import get_language

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


class KeptForGeneration(Generic[Value]):
    """A function whose answers are kept, in each language of the interface by itself.

    What it returns is shared by all requests: nobody may change it. At most `most` are kept.
    """

    def __init__(self, read: Callable[..., Value], most: int = 64) -> None:
        self._read, self._most = read, most
        self._kept: tuple[Generation | None, dict[Hashable, Value]] = None, {}

    def __call__(self, *args: Hashable) -> Value:
        generation = _entered.get()
        if generation is None:
            return self._read(*args)
        kept_for, values = self._kept
        if kept_for != generation:
            values = {}
            self._kept = generation, values
        key = (get_language(), *args)
        if key not in values:
            if len(values) >= self._most:
                values = {}
                self._kept = generation, values
            values[key] = self._read(*args)
        return values[key]


def kept_for_generation(read: Callable[..., Value]) -> KeptForGeneration[Value]:
    return KeptForGeneration(read)

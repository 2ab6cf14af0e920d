"""Values that a process holds ready: until an edition changes, or for a moment in each language."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

SECONDS_KEPT = 300  # how long a process without the shared cache may use an old edition

Value = TypeVar("Value")


class KeptUntilChanged(Generic[Value]):
    """What `read` makes of stored rows; read again once somebody has called forget().

    `key` is that of the edition in the cache.
    """

    def __init__(self, key: str, read: Callable[[], Value]) -> None:
        self._key, self._read = key, read
        self._lock = Lock()
        self._kept: dict[str, Value] = {}  # of one edition

    def get(self) -> Value:
        edition = str(cache.get_or_set(self._key, lambda: uuid4().hex, SECONDS_KEPT))
        with self._lock:
            if edition not in self._kept:
                value = self._read()
                self._kept.clear()
                self._kept[edition] = value
            return self._kept[edition]

    def forget(self, **kwargs: object) -> None:
        """Also a receiver of signals."""
        cache.delete(self._key)


class KeptInEachLanguage(Generic[Value]):
    """What `load` returns in the language of the interface; others see a change in `seconds`."""

    def __init__(self, key: str, load: Callable[[], Value], seconds: int) -> None:
        self._key, self._load, self._seconds = key, load, seconds

    def get(self) -> Value:
        key = self._key_in(get_language())
        kept: Value = cache.get_or_set(key, self._load, self._seconds)  # type: ignore[assignment]
        return kept

    def forget(self, **kwargs: object) -> None:
        """In this process, in all languages."""
        cache.delete_many(self._key_in(code) for code, _name in settings.LANGUAGES)

    def _key_in(self, language: str | None) -> str:
        return f"{self._key}-{language}"

"""Machine translation: what a service has to do, and the one that is configured, if any.

Off by default: without MACHINE_TRANSLATION_URL there is no machine, and nothing leaves the portal.
No claim is made of its quality.
"""

from typing import Protocol

from django.conf import settings

from .errors import MachineError
from .libretranslate import LibreTranslate

__all__ = ["Machine", "MachineError", "configured"]

Offered = dict[str, frozenset[str]]  # {language of an original: those it is translated into}


class Machine(Protocol):
    name: str  # as readers are told it

    def languages(self, seconds: float) -> Offered:
        """In the portal's codes; MachineError if there is no answer within so many seconds."""
        ...

    def translate(self, passages: list[str], source: str, target: str, seconds: float) -> list[str]:
        """HTML in, HTML out, as many and in the same order; MachineError like `languages`."""
        ...


def configured() -> Machine | None:
    url = settings.MACHINE_TRANSLATION_URL
    return LibreTranslate(url, settings.MACHINE_TRANSLATION_KEY) if url else None

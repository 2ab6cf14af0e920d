"""What the letters of a symbol say, in words, and the order of symbols."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

SERIES: "dict[str, StrOrPromise]" = {
    "CRP": _("conference room paper"),
    "L": _("draft before the meeting"),
    "RES": _("resolution"),
    "NGO": _("statement of a non-governmental organization"),
}
SUFFIXES: "dict[str, StrOrPromise]" = {
    "Add": _("addendum"),
    "Corr": _("corrigendum"),
    "Rev": _("revision"),
}
KINDS = SERIES | SUFFIXES


@lru_cache(maxsize=4096)
def natural(symbol: str) -> list[tuple[int, str]]:
    """A key that sorts Add.2 before Add.10."""
    parts = re.findall(r"\d+|\D+", symbol.rstrip("*"))
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]

"""What a file says of the passages of a text: their translations, by key."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.text import clean


@dataclass(frozen=True)
class Unit:
    text: str
    is_unsure: bool = False  # the program still asks somebody to look at it
    is_typed: bool = False  # plain text, of rich text as well


Units = dict[str, Unit]


def parsed(kind: type, content: bytes) -> Any:
    try:
        return kind.parsefile(BytesIO(content))
    except Exception as error:  # translate-toolkit raises what its parsers raise
        text = _("The file is damaged. Open it in your program and save it again.")
        raise ValidationError(text) from error


def text_of(target: Any) -> str:
    return clean(str(target or "")).strip()

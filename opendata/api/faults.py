"""What is wrong with a parameter, in the visitor's language: Pydantic says it in English only."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MESSAGES = {
    "int_parsing": gettext_lazy("This must be a whole number."),
    "greater_than_equal": gettext_lazy("The smallest possible number is %(ge)s."),
    "less_than_equal": gettext_lazy("The largest possible number is %(le)s."),
    "string_too_short": gettext_lazy("The fewest possible characters are %(min_length)s."),
    "string_too_long": gettext_lazy("The most possible characters are %(max_length)s."),
    "too_long": gettext_lazy("The most possible values are %(max_length)s."),
    "literal_error": gettext_lazy("Possible values: %(values)s."),
}
QUOTED = re.compile("'([^']*)'")


def fault_of(error: dict) -> str:
    """A line for people about one of Pydantic's errors, with the name of the parameter."""
    name = ".".join(str(part) for part in error["loc"][1:] if part != "params")
    return f"{name}: {_message(error)}"


def _message(error: dict) -> str:
    message = MESSAGES.get(error["type"])
    if message is None:
        return _("This value is not understood.")
    return message % _values(error.get("ctx", {}))


def _values(given: dict) -> dict:
    """`expected` is a list in English: 'a', 'b' or 'c'."""
    return given | {"values": " | ".join(filter(None, QUOTED.findall(given.get("expected", ""))))}

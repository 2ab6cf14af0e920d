"""Answers as a filled-in file holds them, before anybody knows which field they belong to."""

import datetime
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

KINDS = {
    "chart": _("A chart was left out. Add it as an image in the step “Material”."),
    "comment": _("A comment in the margin was left out."),
    "deleted": _("Text that Track Changes marks as deleted was left out."),
    "diagram": _("A diagram was left out. Add it as an image in the step “Material”."),
    "drawing": _("A drawing was left out. Add it as an image in the step “Material”."),
    "equation": _("An equation was left out. Write it in words."),
    "error": _("A cell shows an error instead of a value; it was left out."),
    "formula": _("A formula without a stored result was left out. Open and save the file once."),
    "hidden": _("Hidden text was left out."),
    "link": _("The address behind a link was left out. Add it in the step “Material”."),
    "object": _("An embedded object was left out."),
    "outside": _("Text outside the boxes for answers was left out."),
    "picture": _("A picture was left out. Add it in the step “Material”."),
    "struck": _("Text that is struck through was imported. Delete it if it was meant to go."),
    "symbol": _("A sign of a symbol font could not be read and was left out."),
}


@dataclass(frozen=True)
class LeftOut:
    """Something in or beside an answer that is not part of its text."""

    kind: str
    text: str = ""

    def message(self, label: str) -> str:
        message = KINDS[self.kind]
        return str(format_lazy("“{}”: {}", label, message) if label else message)


@dataclass(frozen=True)
class Answer:
    """What stands beside one question, as a person sees it.

    `date` is the day that a date picker or a date cell holds, whatever it shows; `beside` is
    what stands in the cell of the question, below it.
    """

    label: str
    text: str = ""
    left_out: tuple = ()
    date: datetime.date | None = None
    beside: str = ""

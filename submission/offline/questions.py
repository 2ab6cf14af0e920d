"""The questions of the form as a file can hold them, and its answers as the form reads them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from common.dates import read_date, read_moment, read_year
from common.text import clean, clean_line
from practices.form_steps import Step, steps_of
from review import clearing
from submission.forms import form_class
from submission.importer.columns import items
from submission.importer.fields import BooleanCell
from taxonomy import languages

CHECKED, UNCHECKED = "☒", "☐"


@dataclass(frozen=True)
class Refused:
    """A part of an answer that could not be read, as it was written, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class Question:
    """One field of the form: how it is asked, and which answers it knows, if it lists them."""

    name: str
    label: str
    help: str
    options: tuple = ()
    many: bool = False
    is_yes_or_no: bool = False
    kind: str = ""
    is_line: bool = False
    required: bool = False

    def read(self, text, date=None) -> tuple:
        """(the answer in the form's words, [Refused]): one bad value does not drop the others."""
        if self.kind in READ:
            return _read(self.kind, text, date)
        if self.is_yes_or_no:
            return _yes_or_no(_ticked(text))
        if self.options:
            return self._chosen(_ticked(text))
        return (clean_line(text) if self.is_line else clean(text)), []

    def _chosen(self, text) -> tuple:
        found, refused = [], []
        for item in _listed(text) if self.many else [text]:
            value = self._option(item) if item else ""
            if value is None:
                refused.append(Refused(item, _("“%s” is not in the list.") % item))
            elif value not in found:
                found.append(value)
        return (found if self.many else "".join(found)), refused

    def _option(self, written) -> str | None:
        """By its number in the list, its name, or both: "3", "Law", "3. Law".

        A language is also called as it calls itself.
        """
        # Word numbers the lines of a list by itself, in front of what was typed.
        for text in (written, re.sub(r"^\s*(?:\d+[.)]|[-•])\s+", "", written)):
            wanted = plain(text)
            for number, (value, label) in enumerate(self.options, start=1):
                code = "" if self.many else plain(value)  # of terms it is a key, another number
                if wanted in {str(number), code, plain(label), plain(f"{number} {label}")}:
                    return value
        return (languages.read(written) or None) if self.name == "language" else None


def plain(text) -> str:
    """Without what people write differently: capitals, dots, brackets, spaces, and “e-mail”."""
    return " ".join(re.findall(r"\w+", str(text).casefold().replace("e-mail", "email")))


READ = {"date": read_date, "moment": read_moment, "year": read_year}


def _read(kind, text, date) -> tuple:
    """(the day, moment or year in the form's words, [Refused]); a date picker says which day."""
    if kind == "date" and date:
        return date.isoformat(), []
    try:
        return str(READ[kind](text)), []
    except ValidationError as error:
        if kind == "moment" and date:
            return date.isoformat(), []
        return "", [Refused(text, " ".join(error.messages))]


def _ticked(text) -> str:
    """Of a list of boxes only what is ticked; other text stays as it is."""
    text = re.sub(r"(?m)^- (?=[☒☑☐])", "", text)
    parts = re.split("([☒☑☐])", text)
    if len(parts) == 1:
        return text
    labels = [part.strip() for part in parts[0::2]]
    labels = labels[1:] if labels[-1] else labels[:-1]  # "☒ yes", or "yes ☒"
    ticked = [
        label or "yes" for box, label in zip(parts[1::2], labels, strict=True) if box != UNCHECKED
    ]
    return "\n".join(ticked)


def _listed(text) -> list[str]:
    """One answer per line or between semicolons; numbers also between commas."""
    if re.fullmatch(r"[\d\s,;]+", text):
        return re.findall(r"\d+", text)
    return [item.removeprefix("- ") for item in items(text)]


def _yes_or_no(text) -> tuple:
    wanted = {text.strip().lower(), plain(text)}
    if wanted & BooleanCell.TRUE or plain(text) == plain(_("yes")):
        return "on", []
    if wanted & BooleanCell.FALSE or plain(text) == plain(_("no")):
        return "", []
    return "", [Refused(text, _("Write yes or no."))]


def whole_form(model) -> Any:
    """The form of all steps at once."""
    names = [name for step in steps_of(model) for name in step.fields]
    return form_class(model(), Step("all", "", fields=tuple(names)))


def by_step(model) -> Iterator:
    """(step, its questions) in the order of the form; steps without a question left out."""
    fields = whole_form(model)().fields
    needed = clearing.missing(model())
    for step in steps_of(model):
        asked = [of_field(name, fields[name], needed) for name in step.fields if name in fields]
        if asked:
            yield step, asked


def of(model) -> "list[Question]":
    return [question for _step, asked in by_step(model) for question in asked]


def by_label(model) -> dict:
    """Questions by their plain label in every language of the interface: a form is often filled
    in by somebody who reads another one than the person who uploads it."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found = {plain(question.label): question for question in of(model)} | found
    return found


def labels_of(model, name) -> set:
    """The plain label of one question in every language of the interface."""
    field = form_class(model(), Step(name, "", fields=(name,))).base_fields[name]
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(plain(str(field.label)))
    return found


def of_field(name, field, needed=()) -> "Question":
    """A field of a form as a file asks for it."""
    choices = [(str(value), str(label)) for value, label in getattr(field, "choices", ())]
    return Question(
        name,
        str(field.label),
        str(field.help_text),
        tuple(choice for choice in choices if choice[0]),
        many=isinstance(field, forms.ModelMultipleChoiceField),
        is_yes_or_no=isinstance(field, forms.BooleanField),
        kind=_kind(name, field),
        is_line=not isinstance(field.widget, forms.Textarea),
        required=name in needed,
    )


def _kind(name, field) -> str:
    if isinstance(field, forms.DateTimeField):
        return "moment"
    if isinstance(field, forms.DateField):
        return "date"
    return "year" if name.endswith("_year") else ""

"""The questions of the form as a file can hold them, and its answers as the form reads them."""

import re
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from practices.importer.columns import items

from ..forms import form_class
from ..steps import Step, steps_of

YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}


class UnreadableAnswerError(Exception):
    """An answer that names no option; the message says which."""


@dataclass(frozen=True)
class Question:
    """One field of the form: how it is asked, and which answers it knows, if it lists them."""

    name: str
    label: str
    help: str
    options: tuple = ()
    many: bool = False
    is_yes_or_no: bool = False

    def read(self, text):
        """The answer in the form's words."""
        if self.is_yes_or_no:
            return _yes_or_no(text)
        if not self.options:
            return text
        found = [self._option(item) for item in _listed(text)] if self.many else None
        return found if self.many else text and self._option(text)

    def _option(self, written):
        """By its number in the list, its name, or both: "3", "Law", "3. Law"."""
        wanted = plain(written)
        for number, (value, label) in enumerate(self.options, start=1):
            code = "" if self.many else plain(value)  # of terms it is a key, another number
            if wanted in {str(number), code, plain(label), plain(f"{number} {label}")}:
                return value
        raise UnreadableAnswerError(_("“%s” is not in the list.") % written)


def plain(text):
    """Without what people write differently: capitals, dots, brackets and spaces."""
    return " ".join(re.findall(r"\w+", str(text).casefold()))


def _listed(text):
    """One answer per line or between semicolons; numbers also between commas."""
    if re.fullmatch(r"[\d\s,;]+", text):
        return re.findall(r"\d+", text)
    return [item.removeprefix("- ") for item in items(text)]


def _yes_or_no(text):
    wanted = plain(text)
    if wanted not in YES | NO:
        raise UnreadableAnswerError(_("Write yes or no."))
    return "on" if wanted in YES else ""


def whole_form(model):
    """The form of all steps at once."""
    names = [name for step in steps_of(model) for name in step.fields]
    return form_class(model(), Step("all", "", fields=tuple(names)))


def by_step(model):
    """(step, its questions) in the order of the form; steps without a question left out."""
    fields = whole_form(model)().fields
    for step in steps_of(model):
        asked = [_question(name, fields[name]) for name in step.fields if name in fields]
        if asked:
            yield step, asked


def of(model):
    return [question for _step, asked in by_step(model) for question in asked]


def _question(name, field):
    choices = [(str(value), str(label)) for value, label in getattr(field, "choices", ())]
    return Question(
        name,
        str(field.label),
        str(field.help_text),
        tuple(choice for choice in choices if choice[0]),
        many=isinstance(field, forms.ModelMultipleChoiceField),
        is_yes_or_no=isinstance(field, forms.BooleanField),
    )

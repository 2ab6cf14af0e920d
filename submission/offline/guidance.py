"""Texts that stand in the empty form beside the questions, in every language of the interface."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from . import questions

COUNTRIES = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU"} | {
    "zh": "zh-CN"
}


def introduction() -> str:
    return _(
        "Write beside each question. What does not apply stays empty. Files, images and links "
        "are added in the portal. Nothing is public before your State clears it there."
    )


def headings() -> tuple:
    return _("Question"), _("Your answer")


def in_every_language(message: str) -> set[str]:
    """A string of the interface in all its languages, as questions.plain() compares texts."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(questions.plain(_(message)))
    return found


def required() -> str:
    return _("Required before your State can clear the text.")


def title_of(model) -> str:
    return str(model._meta.verbose_name).capitalize()


def language() -> str:
    """The language of the form with the country whose spelling programs check."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    return COUNTRIES.get(code.partition("-")[0], code)


def is_right_to_left() -> bool:
    return translation.get_language_bidi()


def choices(question) -> list:
    """Short answers to choose from."""
    if question.is_yes_or_no:
        return [_("yes"), _("no")]
    return [label for _value, label in question.options]


def lines_in(text, letters) -> int:
    """About how many lines a text takes in a column of so many letters."""
    return sum(1 + len(line) // letters for line in (text or "").split("\n"))


def of_question(question) -> list:
    """What is said below a question: its help, and the answers it knows."""
    lines = [required()] if question.required else []
    lines += [question.help] if question.help else []
    if question.is_yes_or_no:
        lines.append(_("Write yes or no."))
    if question.kind in ("date", "moment"):
        lines.append(_("Write the day like this: 2026-03-31, or 31 March 2026."))
    if question.options:
        said = _("Write the numbers of all that fit:") if question.many else _("Write one number:")
        lines.append(said)
    numbered = enumerate(question.options, start=1)
    return lines + [f"{number}. {label}" for number, (_value, label) in numbered]


def own_lines(model) -> set:
    """Plain forms of every line of the empty form, to tell them from what a person wrote."""
    lines = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            lines |= {questions.plain(line) for line in _lines(model)}
    return lines


def _lines(model) -> Iterator:
    yield from (title_of(model), introduction(), required(), *headings())
    for step, asked in questions.by_step(model):
        yield from (str(step.title), str(step.help))
        for question in asked:
            yield from (question.label, *of_question(question))

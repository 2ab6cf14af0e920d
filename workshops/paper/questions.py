"""The questions of an answer as a file asks them, and its answers read in six languages."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from submission.offline import guidance
from submission.offline.questions import Question, of_field, plain
from workshops.forms import AnswerForm


def asked() -> dict[str, Question]:
    """By the name of the field, in the language of the moment."""
    return {name: of_field(name, field) for name, field in AnswerForm().fields.items()}


def item_heading() -> str:
    return _("Item")


def reference_heading() -> str:
    return _("Reference")


def is_item_heading(text: str) -> bool:
    return plain(text) in guidance.in_every_language("Item")


def is_reference_heading(text: str) -> bool:
    return plain(text) in guidance.in_every_language("Reference")


def hint(question: Question) -> str:
    """What stands below the question."""
    if question.kind == "date":
        return _("Write the day like this: 2026-03-31, or 31 March 2026.")
    return question.help


class Reading:
    """Reads questions and answers in whatever language of the interface they are written."""

    def __init__(self) -> None:
        self._asked = list(_in_each_language())
        self.names = {
            plain(question.label): name
            for _code, questions in reversed(self._asked)
            for name, question in questions.items()
        }

    def name_of(self, label: str) -> str | None:
        return self.names.get(plain(label))

    def is_yes_or_no(self, name: str) -> bool:
        return self._asked[0][1][name].is_yes_or_no

    def value(self, name: str, text: str, day: datetime.date | None) -> tuple[str, str]:
        """(what a browser would send, why it could not be read); neither where nothing is said."""
        reason = ""
        for code, questions in self._asked:
            with translation.override(code):
                value, refused = questions[name].read(text, day)
            if not refused:
                return value, ""
            reason = reason or refused[0].reason
        return "", reason


def _in_each_language() -> Iterator[tuple[str, dict[str, Question]]]:
    """Those of the reader first, so that what cannot be read is said in their language."""
    own = translation.get_language()
    for code in sorted(dict(settings.LANGUAGES), key=lambda code: code != own):
        with translation.override(code):
            yield code, asked()

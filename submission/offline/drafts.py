"""A draft made of a filled-in form, with notes on what could not be taken over."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.text import clean, clean_line
from submission import drafts
from taxonomy import language_detection
from taxonomy.languages import Language

from . import guidance, questions
from .answers import LeftOut
from .notes import Note

TITLE_LENGTH = 255


@transaction.atomic
def begin(model, parent, answers, user) -> tuple:
    """(page, notes): a draft with every answer that could be read, and a list of Note."""
    values, notes = _by_field(model, answers)
    notes += _shorten_title(values) + _guess_language(values)
    form = questions.whole_form(model)(values)
    form.is_valid()
    begun = drafts.begin(model, parent, form.cleaned_data["title"], user)
    page = form.take_over(drafts.newest(begun))
    drafts.save(page, user)
    return page, notes + _refused(form, values)


@transaction.atomic
def update(page, answers, user) -> tuple:
    """(page, notes): the draft with the answers of the file; the others stay as they are."""
    values, notes = _by_field(type(page), answers)
    notes += _shorten_title(values)
    newest = drafts.newest(page)
    form = questions.whole_form(type(page))(values)
    form.is_valid()
    answered = [name for name in values if values[name] and name in form.cleaned_data]
    drafts.save(form.take_over(newest, answered), user, as_new=True)
    return page, notes + _refused(form, values)


def _refused(form, values) -> list:
    notes = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        notes.append(_not_taken_over(name, label, " ".join(errors), _written(values.get(name))))
    return notes


def _guess_language(values) -> list:
    """Without a readable answer: detected, else English."""
    if values.get("language"):
        return []
    written = " ".join(value for value in values.values() if isinstance(value, str))
    guess = language_detection.detected(written) or Language.EN
    values["language"] = guess
    message = _("The text was filed as %(language)s. Please check its language.")
    return [Note("language", message % {"language": Language(guess).label})]


def title_of(model, answers) -> str:
    """The answer to the first question, without which there is no draft."""
    titles = questions.labels_of(model, "title")
    found = (answer.text for answer in answers if questions.plain(answer.label) in titles)
    return clean_line(next(found, ""))


def _by_field(model, answers) -> tuple:
    """Values by field, and notes on what names no question, no option or no text."""
    known, headings = questions.by_label(model), guidance.in_every_language("Question")
    beside = any(answer.beside or answer.left_out for answer in answers)
    own = guidance.own_lines(model) if beside else set()
    values, notes = {}, []
    for answer in answers:
        question = known.get(questions.plain(answer.label))
        notes += _left_out(answer, question, own)
        text = clean(answer.text)
        if not text or questions.plain(answer.label) in headings:
            continue
        if question is None or question.name in values:
            notes.append(_without_place(answer.label, text, question))
            continue
        values[question.name], refused = question.read(text, answer.date)
        notes += [
            _not_taken_over(question.name, question.label, part.reason, part.text)
            for part in refused
        ]
    return values, notes


def _left_out(answer, question, own) -> list:
    """Notes on what is no text, and on words in a place where the form has no box for them."""
    name, label = (question.name, question.label) if question else ("", answer.label)
    parts = [*answer.left_out]
    if question and not answer.text:
        parts.append(LeftOut("outside", answer.beside))
    notes = []
    for part in parts:
        text = _foreign(part.text, own) if part.kind == "outside" else part.text
        if text or part.kind != "outside":
            notes.append(Note(name, part.message(label), clean(text)))
    return notes


def _foreign(text, own) -> str:
    """Without the lines that the empty form has itself."""
    lines = (line for line in text.split("\n") if questions.plain(line) not in own)
    return "\n".join(lines).strip()


def _without_place(label, text, question) -> Note:
    if question is None:
        return _not_taken_over("", label, _("The form has no such question."), text)
    reason = _("The file answers this question twice; the first answer was kept.")
    return _not_taken_over(question.name, question.label, reason, text)


def _shorten_title(values) -> list:
    """A title is cut at a word, because without one there is no draft; the note has all of it."""
    title = values.get("title", "")
    if len(title) <= TITLE_LENGTH:
        return []
    values["title"] = title[:TITLE_LENGTH].rsplit(" ", 1)[0]
    reason = _("The title is longer than %d characters and was shortened.") % TITLE_LENGTH
    return [Note("title", reason, title)]


def _not_taken_over(field, label, reason, text) -> Note:
    """The whole answer is repeated: what somebody wrote is not lost."""
    if not label:
        return Note(field, reason, text)
    values = {"label": label, "reason": reason}
    return Note(field, _("“%(label)s” was not imported. %(reason)s") % values, text)


def _written(value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")

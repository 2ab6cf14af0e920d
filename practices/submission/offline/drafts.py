"""Makes a draft of a filled-in form, and says what could not be taken over."""

from django.db import transaction
from django.utils.translation import gettext as _

from practices.sanitise import without_control_characters

from .. import drafts
from . import questions


@transaction.atomic
def begin(model, parent, pairs, user):
    """(page, notes): a draft with every answer that could be read, and a note for each other."""
    answers, notes = _sorted_out(model, pairs)
    form = questions.whole_form(model)(answers)
    form.is_valid()
    begun = drafts.begin(model, parent, form.cleaned_data["title"], user)
    page = form.take_over(drafts.newest(begun))
    drafts.save(page, user)
    labels = {name: str(field.label) for name, field in form.fields.items()}
    for name, errors in form.errors.items():
        notes.append(_left_out(labels.get(name, ""), answers.get(name, ""), " ".join(errors)))
    return page, notes


def title_of(pairs):
    """The answer to the first question, without which there is no draft."""
    wanted = questions.plain(_("Title"))
    return next((text for label, text in pairs if questions.plain(label) == wanted), "")


def _sorted_out(model, pairs):
    """Answers by field, and notes on those to questions, or of a kind, that nobody knows."""
    known = {questions.plain(question.label): question for question in questions.of(model)}
    answers, notes = {}, []
    for label, text in pairs:
        question = known.get(questions.plain(label))
        if question is None:
            notes.append(_left_out(label, text, _("The form has no such question.")))
            continue
        try:
            answers[question.name] = question.read(without_control_characters(text))
        except questions.UnreadableAnswerError as error:
            notes.append(_left_out(label, text, str(error)))
    return answers, notes


def _left_out(label, text, reason):
    """The whole answer is repeated: what somebody wrote is not lost."""
    values = {"label": label, "text": text, "reason": reason}
    return _("“%(label)s” was not taken over. %(reason)s You wrote: %(text)s") % values

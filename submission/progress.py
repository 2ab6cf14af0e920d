"""How far each step of the guided form is, as the list of steps says it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices import form_steps
from review import clearing
from review.models import Clearance

LABELS = {
    "completed": _("Completed"),
    "begun": _("In progress"),
    "new": _("Not started"),
    "optional": _("Optional"),
    "blocked": _("Cannot start yet"),
    "ready": _("Ready to check"),
}
# Filled from the start, so that they say nothing about how far somebody has come.
GIVEN = {"title", "language", "evaluation_available"}
MATERIAL = ("annexes", "images", "links", "citations", "document")


@dataclass(frozen=True)
class Progress:
    step: form_steps.Step
    code: str

    @property
    def label(self) -> str | Promise:
        return LABELS[self.code]


def of(page) -> list[Progress]:
    """The steps of the newest text of a page, in their order."""
    missing = clearing.missing(page)
    return [Progress(step, _code(page, step, missing)) for step in form_steps.steps_of(type(page))]


def _code(page, step, missing) -> str:
    if step == form_steps.CHECK:
        if missing:
            return "blocked"
        return "completed" if Clearance.objects.holds_for(page) else "ready"
    names = MATERIAL if step == form_steps.MATERIAL else step.fields
    is_begun = any(_is_filled(page, name) for name in names if name not in GIVEN)
    if not set(names) & set(clearing.needed(page)):
        return "completed" if is_begun else "optional"
    if not set(names) & set(missing):
        return "completed"
    return "begun" if is_begun else "new"


def _is_filled(page, name) -> bool:
    value = getattr(page, name, None)
    return value.exists() if hasattr(value, "exists") else bool(value)

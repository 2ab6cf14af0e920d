"""Form of a review decision: reason or comment, and the checklist."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from .models import Answer, Criterion

REASON_MAX_LENGTH = 5000
NOTE_MAX_LENGTH = 500


@dataclass(frozen=True)
class ChecklistRow:
    criterion: Criterion
    answer: BoundField
    note: BoundField


class DecisionForm(forms.Form):
    """`action` is one of the values of Decision.Action; two of them owe the State a reason."""

    comment = forms.CharField(
        label=_("Message to the State"),
        help_text=_(
            "The focal points of the State read this. It is required when you ask for changes or "
            "decline."
        ),
        widget=forms.Textarea({"rows": 5}),
        max_length=REASON_MAX_LENGTH,
        required=False,
    )

    def __init__(self, *args: Any, action: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        self.criteria = list(Criterion.objects.filter(is_used=True))
        for criterion in self.criteria:
            self.fields[f"answer_{criterion.pk}"] = forms.ChoiceField(
                label=criterion.text,
                choices=[("", "–"), *Answer.choices],
                required=False,
            )
            self.fields[f"note_{criterion.pk}"] = forms.CharField(
                label=_("Note"), max_length=NOTE_MAX_LENGTH, required=False
            )

    @property
    def checklist_rows(self) -> list[ChecklistRow]:
        return [
            ChecklistRow(criterion, self[f"answer_{criterion.pk}"], self[f"note_{criterion.pk}"])
            for criterion in self.criteria
        ]

    def clean_comment(self) -> str:
        comment: str = self.cleaned_data["comment"].strip()
        if self.action in ("reject", "decline") and not comment:
            raise forms.ValidationError(
                _("Write what should change.")
                if self.action == "reject"
                else _("Write why the contribution is not accepted.")
            )
        return comment

    def checklist(self) -> list[dict[str, str]]:
        """The answers as a decision keeps them."""
        return [
            {
                "text": criterion.text,
                "answer": self.cleaned_data[f"answer_{criterion.pk}"],
                "note": self.cleaned_data[f"note_{criterion.pk}"],
            }
            for criterion in self.criteria
        ]


class CommentForm(forms.Form):
    """A comment on one part of the text; the passage is quoted in front of it."""

    field = forms.CharField(max_length=100, widget=forms.HiddenInput)
    passage = forms.CharField(
        label=_("Passage"),
        help_text=_("Optional. Select words in the text, or copy them here."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    text = forms.CharField(label=_("Comment"), max_length=5000, widget=forms.Textarea({"rows": 3}))

    def quoted(self) -> str:
        passage = " ".join(self.cleaned_data["passage"].split())
        text = self.cleaned_data["text"].strip()
        return f"“{passage}”\n\n{text}" if passage else text

"""What an officer asks a session pack about, and in which language."""

from typing import Any

from django import forms
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from common.forms import SelectOfTerms
from common.in_language import interface_code
from taxonomy.languages import Language, of_interface

from .about import Subject, choices, subject


def language_now() -> str:
    return of_interface(get_language())


class PackForm(forms.Form):
    about = forms.ChoiceField(label=_("Theme or meeting"), choices=choices, widget=SelectOfTerms)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language,
        initial=language_now,
        help_text=_("Of headings and explanations. What States wrote stays in its own language."),
    )

    def clean(self) -> dict[str, Any]:
        """What was public when the list was made may have gone since."""
        super().clean()
        values = self.cleaned_data
        if not self.errors:
            with override(interface_code(values["language"])):
                self.subject: Subject | None = subject(values["about"])
            if self.subject is None:
                self.add_error("about", _("It is not public any more. Choose another one."))
        return values

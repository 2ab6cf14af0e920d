"""Form by which a reader reports a problem with a page."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import CharField
from common.text import bare

TEXT_MAX_LENGTH = 4000
PATH_MAX_LENGTH = 500


class ReportForm(forms.Form):
    text = CharField(
        label=_("What is the problem?"),
        max_length=TEXT_MAX_LENGTH,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("For example: what you were trying to do, what is wrong or missing."),
        error_messages={"required": _("Describe the problem in a few words.")},
    )
    email = forms.EmailField(
        label=_("Your email address"),
        required=False,
        help_text=_("Only if you would like an answer. It is not kept in the portal."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


def path_of(written: str) -> str:
    """The path of a page of the portal as it stands in a link; "/" for anything else."""
    path = bare(written)[:PATH_MAX_LENGTH]
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return urlsplit(path).path if is_ours else "/"

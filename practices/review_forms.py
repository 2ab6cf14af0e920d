"""What an officer writes when deciding: a reason is owed to the State, a comment is not."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm


class CommentForm(TaskStateCommentForm):
    pass


class ReasonForm(TaskStateCommentForm):
    comment = forms.CharField(
        label=_("What should change, or why not"),
        help_text=_("The focal points of the State read this."),
        widget=forms.Textarea({"rows": 4}),
    )

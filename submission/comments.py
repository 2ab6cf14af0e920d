"""Remarks the Secretariat left on fields in Wagtail's editor, shown and answered in the form."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.models import CommentReply

from practices.form_steps import MATERIAL, step_of_field
from review.comments import open_on

from .access import own_page
from .forms import form_class

MAX_LENGTH = 5000


def with_questions(page, fields=None) -> list:
    """The same remarks, each with the `question` it is about, as the form words it."""
    found = list(open_on(page, fields))
    for comment in found:
        comment.question = _question(page, comment.contentpath.split(".")[0])
    return found


def _question(page, name) -> str:
    step = step_of_field(type(page), name)
    return form_class(page, step).base_fields[name].label if step else MATERIAL.title


@require_POST
@own_page
def reply(request, page, comment_id) -> HttpResponse:
    comment = get_object_or_404(open_on(page), pk=comment_id)
    text = request.POST.get("text", "").strip()[:MAX_LENGTH]
    if text:
        CommentReply.objects.create(comment=comment, user=request.user, text=text)
    step = step_of_field(type(page), comment.contentpath)
    if step is None:
        return redirect("submission_overview", page.pk)
    return redirect("submission_step", page.pk, step.slug)

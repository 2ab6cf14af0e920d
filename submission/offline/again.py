"""A second upload of the same form: it updates the earlier draft or becomes a new one, as asked."""

import datetime
from dataclasses import asdict

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import StatePage
from submission import drafts as kept_drafts
from submission.access import contributors_only
from submission.forms import MODELS

from . import drafts
from .answers import Answer, LeftOut
from .report import finish

SESSION_KEY = "uploaded_form"
NEW = "new"


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("What would you like to do with the file?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what you would like to do with the file")},
    )

    def __init__(self, pages, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].is_needed = True
        updates = [(str(page.pk), _label(page)) for page in pages]
        self.fields["decision"].choices = [*updates, (NEW, _("Create a new draft"))]


def _label(page) -> str:
    values = {"title": page.draft_title, "reference": page.reference}
    return _("Update the draft “%(title)s” (%(reference)s)") % values


def earlier(model, place, answers) -> list:
    """Drafts of the State with the title of the file that can still be changed."""
    title = drafts.title_of(model, answers)
    same_title = Q(draft_title__iexact=title) | Q(title__iexact=title)
    pages = model.objects.child_of(place).filter(same_title).order_by("-pk")
    return [page for page in pages if not kept_drafts.is_locked(page)]


def keep(request, kind, place, answers) -> None:
    """What the file says, until the person has decided."""
    request.session[SESSION_KEY] = {
        "kind": kind,
        "place": place.pk,
        "answers": [_as_data(answer) for answer in answers],
    }


def _as_data(answer) -> dict:
    return asdict(answer) | {"date": answer.date and answer.date.isoformat()}


def _as_answer(data) -> Answer:
    day = data["date"] and datetime.date.fromisoformat(data["date"])
    left_out = tuple(LeftOut(**part) for part in data["left_out"])
    return Answer(**data | {"date": day, "left_out": left_out})


@contributors_only
def decide(request) -> HttpResponse:
    kept = request.session.get(SESSION_KEY)
    place = kept and StatePage.objects.of(request.user).filter(pk=kept["place"]).first()
    if place is None:
        return redirect("submission_upload")
    model, answers = MODELS[kept["kind"]], [_as_answer(data) for data in kept["answers"]]
    pages = earlier(model, place, answers)
    form = DecisionForm(pages, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        del request.session[SESSION_KEY]
        chosen = {str(page.pk): page for page in pages}.get(form.cleaned_data["decision"])
        if chosen is None:
            return finish(request, *drafts.begin(model, place, answers, request.user))
        return finish(request, *drafts.update(chosen, answers, request.user), is_new=False)
    context = {"form": form, "title": drafts.title_of(model, answers)}
    return render(request, "submission/upload_again.html", context)

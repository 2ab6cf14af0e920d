"""Pages on which focal points have erased what their State sealed, and begin again."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from common.forms import CharField
from practices import permissions
from submission.access import contributors_only
from taxonomy.models import MemberState
from workshops import rooms
from workshops.models import Erasure, Room
from workshops.state_keys import erasing


class AskForm(forms.Form):
    """The name of the State, typed, so that nobody asks by accident."""

    name = CharField(label=gettext_lazy("Name of the Member State"), max_length=255)

    def __init__(self, state: MemberState, *args) -> None:
        super().__init__(*args)
        self._state = state
        self.fields["name"].help_text = _("Write “%s” to confirm that you mean it.") % state.name

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if name.casefold() != self._state.name.casefold():
            raise forms.ValidationError(_("Write “%s”.") % self._state.name)
        return name


@contributors_only
def erase(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked for, how far it is, and the three steps: ask, confirm, stop."""
    state = get_object_or_404(permissions.states_of(request.user), code=code)
    erasure = Erasure.objects.filter(state=state).first()
    form = AskForm(state)
    if request.method == "POST":
        form = AskForm(state, request.POST)
        if _is_taken(request, state, erasure, form):
            return redirect("erase_workshops", code)
    context = {"state": state, "erasure": erasure, "form": form}
    if erasure and not erasure.outcome:
        context["why_not"] = erasing.why_not_confirm(erasure, request.user)
        context["needs_officer"] = erasing.needs_officer(erasure)
    return render(request, "workshops/leading/erase.html", context)


def _is_taken(
    request: HttpRequest, state: MemberState, erasure: Erasure | None, form: AskForm
) -> bool:
    """Whether the step that was sent is decided; a form with errors is not."""
    step = request.POST.get("step")
    try:
        if step == "confirm" and erasure:
            erasing.confirm(erasure, request.user)
        elif step == "stop" and erasure:
            erasing.stop(erasure, request.user)
        elif form.is_valid():
            erasing.ask(state, request.user)
        else:
            return False
    except erasing.RefusedError as error:
        messages.error(request, str(error))
    return True


@require_POST
@contributors_only
def begin_again(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """After an erasure the room is emptied of what nobody can read, and open again."""
    workshop = get_object_or_404(rooms.workshops_of(request.user), pk=workshop_id)
    rooms.begin_again(get_object_or_404(Room, workshop=workshop), request.user)
    return redirect("own_workshop", workshop_id)

"""Pages of a focal point: workshops of the own State, who takes part, and until when."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from practices import permissions
from submission.access import contributors_only

from . import rooms, saving
from .entry import links
from .entry.seats import erased
from .forms import AssessmentForm, GroupForm, InviteForm, OpenForm, RoomForm
from .models import Room
from .sealing import SealBrokenError

TOO_MANY = gettext_lazy("Five links were sent to this address today. Wait until tomorrow.")
TOO_LATE = gettext_lazy("The last day of access has passed. Set a later one first.")


def own_room(view: Callable) -> Callable:
    """Hands the view the room of the workshop; that of another State is not found."""

    @wraps(view)
    def guarded(request: HttpRequest, workshop_id: int, **kwargs) -> HttpResponse:
        workshop = get_object_or_404(rooms.workshops_of(request.user), pk=workshop_id)
        room = Room.objects.filter(workshop=workshop).select_related("key").first()
        if room is None:
            raise Http404
        room.workshop = workshop
        try:
            room.check_seal()
            return view(request, room, **kwargs)
        except SealBrokenError:
            return erased(request, room)

    return contributors_only(guarded)


@require_safe
@contributors_only
def workshops(request: HttpRequest) -> HttpResponse:
    context = {
        "workshops": rooms.workshops_of(request.user),
        "states": permissions.states_of(request.user),
    }
    return render(request, "workshops/leading/list.html", context)


@require_POST
@contributors_only
def set_public(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Of a workshop that is known from a document, and has no room."""
    rows = rooms.workshops_of(request.user).filter(room=None)
    workshop = get_object_or_404(rows, pk=workshop_id)
    rooms.set_public(workshop, request.POST.get("is_public") == "1", request.user)
    messages.success(request, _("Saved."))
    return redirect("own_workshops")


@contributors_only
def open_workshop(request: HttpRequest) -> HttpResponse:
    form = OpenForm(permissions.states_of(request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        room = rooms.open_room(**form.cleaned_data, user=request.user)
        return redirect("own_workshop_groups", room.workshop_id)
    return render(request, "workshops/leading/open.html", {"form": form})


@own_room
def settings(request: HttpRequest, room: Room) -> HttpResponse:
    """The facts of a workshop and what stands in its room."""
    if request.method != "POST":
        form = RoomForm(initial=saving.values_of(room))
        return _settings(request, room, form, saving.base_of(form))
    with transaction.atomic():
        save = saving.RoomSave(room, request.user, request.POST)
        if save.write():
            messages.success(request, _("Saved."))
            return redirect("own_workshop", room.workshop_id)
    return _settings(request, room, save.form, save.base, save)


def _settings(request, room, form, base, save=None) -> HttpResponse:
    context = {"room": room, "form": form, "base": base, "save": save}
    return render(request, "workshops/leading/settings.html", context)


@own_room
def groups(request: HttpRequest, room: Room) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rooms.add_group(room, **form.cleaned_data)
        return redirect("own_workshop_groups", room.workshop_id)
    found = room.groups.select_related("key").prefetch_related("chapters")
    context = {"room": room, "form": form, "groups": found}
    return render(request, "workshops/leading/groups.html", context)


@own_room
def people(request: HttpRequest, room: Room) -> HttpResponse:
    """Who takes part; the form invites one more person."""
    form = InviteForm(room, request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid() and _invited(request, room, form):
        return redirect("own_workshop_people", room.workshop_id)
    rows = room.participants.select_related("key", "group__key").order_by("pk")
    context = {"room": room, "form": form, "participants": rows}
    return render(request, "workshops/leading/people.html", context)


def _invited(request, room, form) -> bool:
    person = dict(form.cleaned_data)
    role, group = person.pop("role"), person.pop("group")
    if not room.is_open:
        form.add_error(None, TOO_LATE)
    elif not links.may_be_sent(room, person["email"]):
        form.add_error(None, TOO_MANY)
    else:
        rooms.invite(room, person, role, group, request.user)
        messages.success(request, _("The link has been sent."))
    return not form.errors


@require_POST
@own_room
def send_link(request: HttpRequest, room: Room, participant_id: int) -> HttpResponse:
    participant = get_object_or_404(room.participants, pk=participant_id, ended_at=None)
    if not room.is_open:
        messages.error(request, TOO_LATE)
    elif not links.may_be_sent(room, participant.data["email"]):
        messages.error(request, TOO_MANY)
    else:
        links.send(participant)
        messages.success(request, _("The link has been sent."))
    return redirect("own_workshop_people", room.workshop_id)


@require_POST
@own_room
def end_access(request: HttpRequest, room: Room, participant_id: int) -> HttpResponse:
    rooms.end_access(get_object_or_404(room.participants, pk=participant_id), request.user)
    messages.success(request, _("The access of this person has ended."))
    return redirect("own_workshop_people", room.workshop_id)


@own_room
def begin_assessment(request: HttpRequest, room: Room) -> HttpResponse:
    form = AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rooms.begin_assessment(room, form.cleaned_data["text"], form.cleaned_data["title"])
        return redirect("workshop_room", room.uid)
    return render(request, "workshops/leading/begin.html", {"room": room, "form": form})

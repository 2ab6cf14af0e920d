"""The door of a room: links by mail, for people without an account."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from opendata.throttle import spend
from workshops.entry import links, seats
from workshops.entry.seats import Seat, in_room
from workshops.forms import DoorForm
from workshops.models import Room
from workshops.sealing import SealBrokenError

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@never_cache
def door(request: HttpRequest, room: UUID) -> HttpResponse:
    """Asks for an address and says the same whether it was invited, and whether there is a room."""
    form = DoorForm(request.POST or None)
    context = {"form": form, "closed": _closed_on(room)}
    if request.method == "POST" and form.is_valid():
        if spend(request, "workshop", settings.ALERTS_A_MINUTE).is_spent:
            form.add_error(None, _("Too many links were requested. Wait a minute, then try again."))
        else:
            _send_link(room, form.cleaned_data["email"])
            context["is_asked"] = True
    status = 429 if form.non_field_errors() else 200
    return render(request, "workshops/door.html", context, status=status)


def _closed_on(uid: UUID) -> date | None:
    room = Room.objects.filter(uid=uid).first()
    return room.ends_on if room and not room.is_open else None


def _send_link(uid: UUID, email: str) -> None:
    room = Room.objects.filter(uid=uid).select_related("workshop__state").first()
    if room is None or not room.is_open or not links.may_be_sent(room, email):
        return
    participant = links.find(room, email)
    if participant is None or not participant.may_enter:
        return
    try:
        links.send(participant)
    except SealBrokenError:
        return  # the State has erased who was invited


@FORM
@never_cache
def enter(request: HttpRequest, room: UUID, token: str) -> HttpResponse:
    """A button, because programs that check mails follow every link in them."""
    found = Room.objects.filter(uid=room).select_related("workshop__state").first()
    participant = links.holder(found, token) if found and found.is_open else None
    if participant is None:
        context = {"uid": room, "closed": _closed_on(room)}
        return render(request, "workshops/link_gone.html", context, status=410)
    if request.method == "POST" and links.use(participant):
        seats.enter(request, participant)
        return redirect("workshop_room", room)
    return render(request, "workshops/enter.html", {"room": found})


@require_GET
@in_room
def session(request: HttpRequest, seat: Seat) -> HttpResponse:
    """For the scripts: who is in the room here, and a token for what is sent next."""
    user = seat.keeper or request.user.pk
    return JsonResponse({"user": user, "token": get_token(request)})


@require_POST
@in_room
def leave(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Nothing of the room stays in the browser."""
    seats.leave(request, seat.room)
    response = redirect("workshop_door", seat.room.uid)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response

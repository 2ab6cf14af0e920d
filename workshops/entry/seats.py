"""Who is in a room: a participant with a key from a mail, or a focal point of its State.

Nobody else finds anything there: not another State, no officer, no superuser. What is sent by a
person whose access has ended comes back on the page that says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from practices import permissions
from workshops.models import Group, Participant, Room
from workshops.sealing import SealBrokenError

AGREED = "agreed"  # in an address, where the number of a group stands otherwise
TYPED = {"evidence", "lead", "assistance", "assistance_from", "note", "next_step", "owner"}
KEY = "workshop_rooms"  # of the session: {room: participant}


@dataclass(frozen=True)
class Seat:
    room: Room
    participant: Participant | None = None  # None: a focal point of the State

    @property
    def leads(self) -> bool:
        """Sees the answers of all groups, and writes what is agreed."""
        return self.participant is None or self.participant.role == Participant.Role.FACILITATOR

    @property
    def group(self) -> Group | None:
        """Whose answers the person writes; who leads writes what is agreed."""
        return None if self.leads else self.participant.group

    @property
    def keeper(self) -> str:
        """For whom the browser keeps what is not saved yet; of a focal point, it is the account."""
        return f"participant-{self.participant.pk}" if self.participant else ""

    @property
    def has_sheet(self) -> bool:
        return self.leads or self.group is not None

    def group_of_sheet(self, sheet: str) -> Group | None:
        """The group of an address, None for what is agreed; another's sheet is not found."""
        if not self.has_sheet or sheet != self.sheet:
            raise Http404
        return self.group

    @property
    def sheet(self) -> str:
        """As it stands in addresses: the number of the group."""
        return AGREED if self.group is None else str(self.group.number)


def in_room(view: Callable) -> Callable:
    """Hands the view the seat of the person; everybody else stands at the door of the room."""

    @wraps(view)
    def guarded(request: HttpRequest, room: UUID, **kwargs) -> HttpResponse:
        seat = seat_of(request, room)
        if seat is None:
            return _at_the_door(request, room)
        try:
            seat.room.check_seal()
            return view(request, seat, **kwargs)
        except SealBrokenError:
            return erased(request, None if seat.participant else seat.room)
        except Http404:
            if request.method != "POST":
                raise
            return _give_back(request, room)  # another group, or another chapter, than before

    return never_cache(guarded)


def seat_of(request: HttpRequest, uid: UUID) -> Seat | None:
    room = Room.objects.filter(uid=uid).select_related("workshop__state", "key").first()
    if room is None:
        return None
    if participant := _participant(request, room):
        return Seat(room, participant)
    user = request.user
    is_own = user.is_active and permissions.states_of(user).filter(pk=room.owner.pk).exists()
    return Seat(room) if is_own else None


def _participant(request: HttpRequest, room: Room) -> Participant | None:
    pk = request.session.get(KEY, {}).get(str(room.uid))
    if pk is None or not room.is_open:
        return None
    rows = room.participants.filter(pk=pk, ended_at=None).select_related("group__key", "key")
    return rows.first()


def enter(request: HttpRequest, participant: Participant) -> None:
    request.session.cycle_key()
    rooms = request.session.get(KEY, {})
    request.session[KEY] = rooms | {str(participant.room.uid): participant.pk}


def leave(request: HttpRequest, room: Room) -> None:
    rooms = request.session.get(KEY, {})
    request.session[KEY] = {uid: pk for uid, pk in rooms.items() if uid != str(room.uid)}


def _at_the_door(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The same for a room that is not there."""
    if request.method != "POST":
        return redirect("workshop_door", uid)
    return _give_back(request, uid)


def _give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    sent = request.POST.items()
    typed = [text for name, text in sent if name.rpartition(".")[2] in TYPED and text.strip()]
    context = {"room": uid, "typed": typed}
    return render(request, "workshops/not_saved.html", context, status=404)


def erased(request: HttpRequest, own: Room | None = None) -> HttpResponse:
    """The State has destroyed its key; a focal point may begin again in the `own` room."""
    return render(request, "workshops/erased.html", {"own": own}, status=410)

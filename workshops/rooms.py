"""What a focal point does with a workshop of the own State: room, groups, people, assessments.

The trail says that something was done and for which State, and never what or whom.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from audit import trail
from practices import permissions
from taxonomy.models import Chapter, MemberState, PolicyDocument

from . import items
from .entry import links
from .models import Assessment, Group, Participant, Room, Workshop


def workshops_of(user: AbstractBaseUser) -> QuerySet[Workshop]:
    own = Workshop.objects.filter(state__in=permissions.states_of(user))
    return own.select_related("state", "room__key")


@transaction.atomic
def open_room(state: MemberState, first_day, last_day, ends_on, user: AbstractBaseUser) -> Room:
    year = first_day.year
    workshop = Workshop.objects.create(
        slug=_free_slug(state, year), state=state, year=year, first_day=first_day, last_day=last_day
    )
    room = Room(workshop=workshop, ends_on=ends_on)
    room.seal({})
    room.save()
    record("workshop opened", workshop, user)
    return room


def _free_slug(state: MemberState, year: int) -> str:
    slug, number = f"{state.code}-{year}", 1
    while Workshop.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{state.code}-{year}-{number}"
    return slug


@transaction.atomic
def add_group(room: Room, name: str, chapters: Iterable[Chapter]) -> Group:
    Room.objects.select_for_update().get(pk=room.pk)  # two at once get two numbers
    last = room.groups.aggregate(last=Max("number"))["last"] or 0
    group = Group(room=room, number=last + 1)
    group.seal({"name": name})
    group.save()
    group.chapters.set(chapters)
    return group


@transaction.atomic
def invite(
    room: Room, person: dict, role: str, group: Group | None, user: AbstractBaseUser
) -> Participant:
    """`person`: name, email, ministry, language. Invited again, the person is changed."""
    Room.objects.select_for_update().get(pk=room.pk)
    box = links.mailbox(person["email"])
    participant = links.find(room, person["email"]) or Participant(room=room)
    participant.mailbox, participant.role, participant.group = box, role, group
    participant.ended_at = None
    participant.seal(person)
    participant.save()
    links.send(participant)
    record("workshop access given", room.workshop, user)
    return participant


@transaction.atomic
def end_access(participant: Participant, user: AbstractBaseUser) -> None:
    """At once, in every browser; the answers of the group stay."""
    participant.ended_at, participant.key_hash = timezone.now(), ""
    participant.save(update_fields=["ended_at", "key_hash"])
    record("workshop access ended", participant.room.workshop, user)


@transaction.atomic
def begin_assessment(room: Room, text: PolicyDocument, title: str) -> Assessment:
    assessment = Assessment(room=room, text=text, items=items.set_for(text))
    assessment.seal({"title": title})
    assessment.save()
    return assessment


@transaction.atomic
def set_public(workshop: Workshop, is_public: bool, user: AbstractBaseUser) -> None:
    """Of a workshop without a room; that of one with a room is in the form of its facts."""
    if workshop.is_public != is_public:
        workshop.is_public = is_public
        workshop.save(update_fields=["is_public"])
        record_page(workshop, user)


@transaction.atomic
def begin_again(room: Room, user: AbstractBaseUser) -> None:
    """Only of an erased room: what is left of it can be read by nobody."""
    room = Room.objects.select_for_update().get(pk=room.pk)
    if not room.is_erased:
        return
    for rows in (room.participants, room.assessments, room.groups):
        rows.all().delete()
    room.seal({})
    room.save()
    record("workshop begun again", room.workshop, user)


def record_page(workshop: Workshop, user: AbstractBaseUser) -> None:
    is_public = workshop.is_public
    said = "workshop page made public" if is_public else "workshop page withdrawn"
    record(said, workshop, user)


def record(action: str, workshop: Workshop, user: AbstractBaseUser) -> None:
    trail.record(action, None, user, after={"state": workshop.state.code})

"""Two people, a week and a typed name: then nobody reads what a State had sealed."""

from datetime import timedelta

import pytest
from cryptography.fernet import InvalidToken
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from mail.models import Message
from practices.models import FocalPoint
from tests import people
from tests.factories import member_state
from workshops import sealing
from workshops.models import Answer, Erasure, Room, Share, StateKey, Workshop
from workshops.models.erasures import WAITING
from workshops.sealing import SealBrokenError

from .made import Made, inside, signed_in

pytestmark = pytest.mark.django_db


def page(code="ke"):
    return reverse("erase_workshops", args=[code])


def ask(made):
    signed_in(made.person).post(page(), {"step": "ask", "name": "Kenya"})
    return Erasure.objects.get()


def confirm(person):
    return signed_in(person).post(page(), {"step": "confirm"})


def a_week_later():
    for erasure in Erasure.objects.exclude(confirmed_at=None):
        erasure.confirmed_at -= WAITING
        erasure.save()
    call_command("work_on_state_keys")


def is_erased():
    return not StateKey.objects.filter(state=member_state("ke")).exists()


def actions():
    found = AuditEntry.objects.filter(action__startswith="workshop erasure").order_by("number")
    return [entry.action.removeprefix("workshop erasure ") for entry in found]


def test_two_focal_points_and_a_week_erase_everything_at_once(made):
    made.answered()
    other = Made("fr").answered()
    second = people.focal_point("ke")
    ask(made)
    confirm(second)
    call_command("work_on_state_keys")
    assert not is_erased()
    a_week_later()
    for row in (
        *Answer.objects.filter(assessment=made.assessment),
        Room.objects.get(pk=made.room.pk),
    ):
        with pytest.raises(SealBrokenError):
            _read = row.data
    assert Workshop.objects.filter(state=member_state("ke")).exists()
    assert Answer.objects.filter(assessment=other.assessment).first().data  # of another State
    assert actions() == ["asked", "confirmed", "done"]
    told = Message.objects.filter(subject__contains="Erasure")
    assert {mail.to for mail in told} == {made.person.email, second.email}
    assert told.count() == 6
    assert [word for word in made.all_words() if word in str([mail.body for mail in told])] == []


@pytest.mark.parametrize("name", ["", "yes", "France"])
def test_the_name_of_the_state_is_typed(made, name):
    answer = signed_in(made.person).post(page(), {"step": "ask", "name": name})
    assert answer.status_code == 200
    assert not Erasure.objects.exists()


def test_who_asked_cannot_confirm_and_neither_can_the_same_mailbox(made):
    twin = people.focal_point("ke")
    name, _at, domain = made.person.email.partition("@")
    twin.email = f"{name}+second@{domain}"
    twin.save()
    erasure = ask(made)
    for person in (made.person, twin):
        confirm(person)
        erasure.refresh_from_db()
        assert erasure.confirmed_at is None


@pytest.mark.parametrize("who", ["confirmed", "asked"])
def test_any_focal_point_stops_it_until_it_happens(made, who):
    second, third = people.focal_point("ke"), people.focal_point("ke")
    ask(made)
    if who == "confirmed":
        confirm(second)
    signed_in(third).post(page(), {"step": "stop"})
    a_week_later()
    assert not is_erased()
    assert actions()[-1] == "stopped"
    ask_again = signed_in(made.person).post(page(), {"step": "ask", "name": "kenya"})
    assert ask_again.status_code == 302
    assert Erasure.objects.open().count() == 1


def officer_confirms(erasure):
    address = reverse("confirm_workshop_erasure", args=[erasure.pk])
    signed_in(people.officer()).post(address)
    erasure.refresh_from_db()
    return erasure.confirmed_at is not None


def test_an_officer_is_the_second_person_only_where_the_state_has_no_other(made):
    officer = people.officer()
    erasure = ask(made)
    assert Message.objects.filter(to=officer.email, subject__contains="Kenya").count() == 1
    second = people.focal_point("ke")
    assert not officer_confirms(erasure)
    FocalPoint.objects.filter(user=second).delete()
    listed = signed_in(people.officer()).get("/admin/workshops/").content.decode()
    assert "Confirm the erasure" in listed
    assert officer_confirms(erasure)
    a_week_later()
    assert is_erased()


@pytest.mark.parametrize("code", ["fr"])
def test_another_state_finds_no_page_and_takes_no_step(made, code):
    ask(made)
    stranger = signed_in(people.focal_point(code))
    for step in ("confirm", "stop", "ask"):
        assert stranger.post(page(), {"step": step, "name": "Kenya"}).status_code == 404
    assert actions() == ["asked"]


def test_nothing_happens_where_who_asked_no_longer_serves(made):
    second = people.focal_point("ke")
    ask(made)
    confirm(second)
    FocalPoint.objects.filter(user=made.person).delete()
    a_week_later()
    assert not is_erased()
    assert actions()[-1] == "stopped"


def test_it_is_asked_for_once_at_a_time_and_where_there_is_something(made):
    ask(made)
    ask(made)
    assert Erasure.objects.count() == 1
    france = signed_in(people.focal_point("fr"))
    body = france.post(page("fr"), {"step": "ask", "name": "France"}, follow=True)
    assert "Nothing is sealed for this State." in body.content.decode()


def test_shares_of_what_is_erased_are_gone(made):
    made.answered()
    agreed = Answer.objects.get(assessment=made.assessment, group=None)
    Share.objects.create(answer=agreed, part="answer", reader="secretariat")
    second = people.focal_point("ke")
    ask(made)
    confirm(second)
    a_week_later()
    assert not Share.objects.exists()


def test_after_an_erasure_nothing_is_added_and_the_room_can_be_begun_again(made):
    member = inside(made.first)
    StateKey.objects.all().delete()
    item = reverse("workshop_item", args=[made.room.uid, made.assessment.pk, "1", made.item.key])
    assert member.post(item, {"note": "too late"}).status_code == 410
    assert not StateKey.objects.exists()
    leader, own = signed_in(made.person), reverse("own_workshop", args=[made.room.workshop_id])
    again = reverse("begin_workshop_again", args=[made.room.workshop_id])
    assert f'action="{again}"' in (shown := leader.get(own)).content.decode()
    assert shown.status_code == 410
    assert leader.post(again)["Location"] == own
    assert leader.get(own).status_code == 200
    room = Room.objects.get()
    assert (room.data, room.groups.count(), room.participants.count()) == ({}, 0, 0)


def test_a_room_that_is_not_erased_is_never_emptied(made):
    made.answered()
    again = reverse("begin_workshop_again", args=[made.room.workshop_id])
    for person in (made.person, people.focal_point("fr"), people.officer()):
        signed_in(person).post(again)
    assert made.room.groups.count() == 2
    assert Answer.objects.count() == 3


def test_the_week_is_told_on_the_page(made):
    second = people.focal_point("ke")
    ask(made)
    confirm(second)
    erasure = Erasure.objects.get()
    assert erasure.due_at - erasure.confirmed_at == timedelta(days=7)
    body = signed_in(second).get(page()).content.decode()
    assert timezone.localtime(erasure.due_at).strftime("%Y") in body
    assert "Stop it" in body


def test_a_backup_is_read_as_long_as_somebody_holds_it_and_the_key_of_the_portal(made, settings):
    settings.ENCRYPTION_KEYS = ["of that day"]
    StateKey.objects.all().delete()
    other = Made("fr").answered()
    row = other.assessment.answers.first()
    wrapped, sealed, place = row.key.wrapped, bytes(row.sealed), row._place
    StateKey.objects.all().delete()
    with pytest.raises(SealBrokenError):
        _read = Answer.objects.get(pk=row.pk).data
    assert sealing.unseal(sealing.unwrap(wrapped), sealed, place)["note"]
    settings.ENCRYPTION_KEYS = ["a later one"]
    with pytest.raises(InvalidToken):
        sealing.unwrap(wrapped)

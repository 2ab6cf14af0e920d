"""Links by mail: once, for the room and its days, to people whom a focal point has invited."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mail import outbox
from mail.models import Message
from tests import people
from tests.factories import member_state
from workshops import rooms
from workshops.models import Participant, Room, StateKey

from .made import Made, inside, link, signed_in

pytestmark = pytest.mark.django_db


def room_of(made):
    return reverse("workshop_room", args=[made.room.uid])


def door_of(made):
    return reverse("workshop_door", args=[made.room.uid])


def test_the_link_opens_the_room_in_one_browser_and_once(made):
    address = link(made.first)
    client = Client()
    assert "Kenya" in client.get(address).content.decode()  # looking does not use it up
    assert client.post(address)["Location"] == room_of(made)
    assert client.get(room_of(made)).status_code == 200
    other = Client()
    for answer in (other.get(address), other.post(address)):
        assert answer.status_code == 410
        assert "no longer works" in answer.content.decode()
    assert other.get(room_of(made)).status_code == 302


def test_a_link_of_one_room_opens_no_other(made):
    address = link(made.first)
    other = Made("fr")
    address = address.replace(str(made.room.uid), str(other.room.uid))
    assert Client().post(address).status_code == 410


def test_a_newer_link_replaces_it(made, client):
    first = link(made.first)
    client.post(door_of(made), {"email": made.first.upper()})
    assert client.post(first).status_code == 410
    assert client.post(link(made.first)).status_code == 302


def test_after_the_last_day_the_link_and_the_room_are_closed_in_plain_words(made):
    unused, client = link(made.second), inside(made.first)
    yesterday = timezone.localdate() - timedelta(days=1)
    Room.objects.filter(pk=made.room.pk).update(ends_on=yesterday)
    answer = Client().post(unused)
    assert answer.status_code == 410
    assert "The workshop has ended" in answer.content.decode()
    answer = client.get(room_of(made), follow=True)
    assert "The workshop has ended" in answer.content.decode()
    before = Message.objects.count()
    Client().post(door_of(made), {"email": made.first})
    assert Message.objects.count() == before
    assert signed_in(made.person).get(room_of(made)).status_code == 200  # the State keeps it


def test_the_last_day_itself_is_open(made):
    Room.objects.filter(pk=made.room.pk).update(ends_on=timezone.localdate())
    assert inside(made.first).get(room_of(made)).status_code == 200


def test_access_that_is_ended_ends_at_once(made):
    client = inside(made.first)
    person = Participant.objects.of(made.first).get()
    browser = signed_in(made.person)
    browser.post(reverse("end_workshop_access", args=[made.room.workshop_id, person.pk]))
    assert client.get(room_of(made)).status_code == 302
    before = Message.objects.count()
    client.post(door_of(made), {"email": made.first})
    assert Message.objects.count() == before


def test_who_leaves_the_room_leaves_nothing_in_the_browser(made):
    client = inside(made.first)
    answer = client.post(reverse("workshop_leave", args=[made.room.uid]))
    assert "storage" in answer["Clear-Site-Data"]
    assert client.get(room_of(made)).status_code == 302


def test_the_door_says_the_same_to_people_who_were_not_invited(made, client):
    before = Message.objects.count()
    answers = [
        client.post(door_of(made), {"email": email}).content.decode()
        for email in ("stranger@example.org", made.first)
    ]
    assert answers[0] == answers[1]
    assert Message.objects.count() == before + 1


def test_a_mailbox_gets_five_links_a_day(made, client, settings):
    settings.ALERTS_A_MINUTE = 100
    before = Message.objects.filter(to=made.first).count()
    for _time in range(7):
        client.post(door_of(made), {"email": made.first})
    assert Message.objects.filter(to=made.first).count() == before + 5


def test_one_network_asks_only_so_often(made, client, settings, one_minute):
    settings.ALERTS_A_MINUTE = 1
    client.post(door_of(made), {"email": "a@example.org"})
    answer = client.post(door_of(made), {"email": "b@example.org"})
    assert answer.status_code == 429
    assert "b@example.org" in answer.content.decode()


def test_the_mail_is_in_the_language_of_the_person_and_is_not_kept(made, mailoutbox):
    person = {"name": "A", "email": "a@example.org", "ministry": "", "language": "fr"}
    rooms.invite(made.room, person, "facilitator", None, made.person)
    assert link("a@example.org").startswith("/fr/workshops/room/")
    call_command("send_mail_queue")
    assert not Message.objects.exists()
    assert {mail.to[0] for mail in mailoutbox} >= {"a@example.org", made.first}


def test_the_database_holds_no_key(made):
    token = link(made.first).rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(Participant.objects.values_list())


def test_only_focal_points_of_the_state_invite(made):
    data = {"name": "N", "email": "n@example.org", "role": "facilitator", "language": "en"}
    address = reverse("own_workshop_people", args=[made.room.workshop_id])
    for person in (people.focal_point("fr"), people.officer(), people.superuser()):
        signed_in(person).post(address, data)
    inside(made.facilitator).post(address, data)
    assert not Participant.objects.of("n@example.org").exists()
    assert signed_in(made.person).post(address, data).status_code == 302
    assert Participant.objects.of("n@example.org").get().data["name"] == "N"


def test_an_officer_is_not_invited(made):
    officer = people.officer()
    data = {"name": "N", "email": officer.email, "role": "facilitator", "language": "en"}
    address = reverse("own_workshop_people", args=[made.room.workshop_id])
    body = signed_in(made.person).post(address, data).content.decode()
    assert "belongs to an officer" in body
    assert not Participant.objects.of(officer.email).exists()


def test_a_mail_that_is_refused_keeps_no_address_and_the_focal_point_sees_it(made):
    message = Message.objects.filter(to=made.first).get()
    outbox.given_up.send(Message, message=message, refusal=None)
    assert not Message.objects.filter(to=made.first).exists()
    address = reverse("own_workshop_people", args=[made.room.workshop_id])
    body = signed_in(made.person).get(address).content.decode()
    assert body.count("The email did not arrive") == 1


def test_the_portals_key_can_be_changed(made, settings):
    settings.ENCRYPTION_KEYS = ["new", settings.SECRET_KEY]
    call_command("rotate_encryption", verbosity=0)
    settings.ENCRYPTION_KEYS = ["new"]
    assert StateKey.objects.get(state=member_state("ke")).number == 1
    assert Room.objects.get(pk=made.room.pk).data["agenda"] == "zzagenda"
    assert Participant.objects.of(made.first).get().data["email"] == made.first


def test_the_scripts_are_told_who_is_in_the_room_in_this_browser(made):
    room = [made.room.uid]
    browsers = [inside(made.first), inside(made.second), signed_in(made.person)]
    users = [
        browser.get(reverse("workshop_session", args=room)).json()["user"] for browser in browsers
    ]
    assert len(set(users)) == 3
    assert users[2] == made.person.pk
    body = browsers[0].get(reverse("workshop_room", args=room)).content.decode()
    assert f'data-user="{users[0]}"' in body
    browsers[0].post(reverse("workshop_leave", args=room))
    answer = browsers[0].get(reverse("workshop_session", args=room))
    assert (answer.status_code, answer["Location"].endswith("/door/")) == (302, True)

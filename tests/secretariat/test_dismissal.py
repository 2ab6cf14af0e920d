"""Dismissal of a focal point: asked first, told to the person, and done once."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from mail.models import Message
from practices.models import FocalPoint
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return people.focal_point("ke", "fr")


@pytest.fixture
def address(person):
    return reverse("dismiss_focal_point", args=[person.focal_points.get(state__code="ke").pk])


@pytest.fixture
def officer(client):
    officer = people.officer()
    client.force_login(officer)
    return officer


def codes_of(person):
    return [row.state.code for row in person.focal_points.all()]


def test_the_person_speaks_for_the_state_no_longer(client, person, address, officer):
    client.post(address, people.CONFIRMED)
    assert codes_of(person) == ["fr"]
    assert not person.groups.filter(name="Focal points: Kenya").exists()
    entry = AuditEntry.objects.get(action="focal point dismissed")
    assert (entry.actor_id, entry.before["state"]) == (officer.pk, "ke")


def test_only_officers_dismiss(client, person, address):
    client.force_login(people.focal_point("fr"))
    client.post(address, people.CONFIRMED)
    assert len(codes_of(person)) == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_is_asked_first_and_names_the_consequences(client, person, address, officer, method):
    page = PracticeFactory(publish=False, **people.FILLED)
    people.submitted(page, person)
    html = getattr(client, method)(address).content.decode()
    assert len(codes_of(person)) == 2
    assert "Kenya then has no focal point" in html
    assert "1 text of Kenya under review stays there." in html
    assert "The person remains a focal point of France." in html


def test_with_a_colleague_nobody_is_warned(client, address, officer):
    people.focal_point("ke")
    assert "then has no focal point" not in client.get(address).content.decode()


def test_the_person_is_told_once(client, person, address, officer):
    Message.objects.all().delete()
    client.post(address, people.CONFIRMED)
    message = Message.objects.get(to=person.email)
    assert message.subject == "You are no longer a focal point of Kenya"
    assert "You remain a focal point of France." in message.body


def test_a_second_tab_hears_that_it_is_done(client, person, address, officer):
    client.post(address, people.CONFIRMED)
    Message.objects.all().delete()
    for ask in (client.get, client.post):
        answer = ask(address, people.CONFIRMED, follow=True)
        assert "no longer a focal point; nothing was changed" in answer.content.decode()
    assert not Message.objects.exists()
    assert AuditEntry.objects.filter(action="focal point dismissed").count() == 1


def test_an_account_that_is_closed_gets_no_mail(client, address, person, officer):
    person.is_active = False
    person.save()
    Message.objects.all().delete()
    client.post(address, people.CONFIRMED)
    assert not Message.objects.filter(to=person.email).exists()
    assert not FocalPoint.objects.filter(user=person, state__code="ke").exists()


def test_the_others_of_the_state_and_all_officers_are_told(client, person, address, officer):
    colleague, other = people.focal_point("ke"), people.officer()
    Message.objects.all().delete()
    client.post(address, people.CONFIRMED)
    told = Message.objects.filter(subject__startswith="No longer a focal point of Kenya")
    expected = sorted([colleague.email, other.email, officer.email])
    assert sorted(told.values_list("to", flat=True)) == expected

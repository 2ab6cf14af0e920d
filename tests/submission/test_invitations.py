"""Invitations: once, for seven days, for the person whose mailbox it is."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.languages import keep_language, language_of
from approvals.models import Proposal
from audit.models import AuditEntry
from mail.models import Message
from practices.models import FocalPoint
from submission.models import Invitation
from tests import people
from tests.factories import PracticeFactory, member_state
from tests.said import said

pytestmark = pytest.mark.django_db
EMAIL = "new.person@example.org"
ANSWER = {"first_name": "New", "last_name": "Person", "password": people.PASSWORD}


def link(client, email=EMAIL, state="ke", **given):
    """Let two officers invite; the address from the mail."""
    client.force_login(people.officer())
    data = {"email": email, "state": member_state(state).pk, "office": "Ministry of Health"} | given
    client.post(reverse("invite_focal_point"), data)
    client.force_login(people.officer())
    client.post(reverse("apply_proposal", args=[Proposal.objects.open().get().pk]))
    client.logout()
    body = Message.objects.filter(to=email).last().body
    return re.search(r"https?://[^/]+(/\S*submit/invitation/\S+)", body)[1]


def test_from_the_mail_to_the_own_submissions(client):
    address = link(client)
    assert "Kenya" in client.get(address).content.decode()
    response = client.post(address, ANSWER)
    assert response["Location"] == reverse("submissions")
    assert client.get(reverse("submissions")).status_code == 200
    person = get_user_model().objects.get(email=EMAIL)
    assert [row.state.code for row in person.focal_points.all()] == ["ke"]
    assert AuditEntry.objects.filter(action="focal point admitted", actor_id=person.pk).exists()
    client.logout()
    assert client.login(username=EMAIL, password=people.PASSWORD)


@pytest.mark.asvs("2.3.4", "6.4.1")
def test_it_works_once(client):
    address = link(client)
    client.post(address, ANSWER)
    client.logout()
    assert client.get(address).status_code == 410
    assert client.post(address, ANSWER | {"password": "another long sentence"}).status_code == 410
    assert client.login(username=EMAIL, password=people.PASSWORD)


@pytest.mark.asvs("6.4.1")
def test_it_ends_after_seven_days(client):
    address = link(client)
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now())
    assert client.post(address, ANSWER).status_code == 410
    assert not FocalPoint.objects.exists()


def test_a_newer_one_replaces_it(client):
    first, second = link(client), link(client)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_the_database_does_not_hold_the_key(client):
    token = link(client).rstrip("/").rsplit("/", 1)[-1]
    assert token not in str(Invitation.objects.values_list().get())


@pytest.mark.asvs("6.2.1", "6.2.4")
def test_a_poor_password_is_refused_and_the_names_stay(client):
    address = link(client)
    body = client.post(address, ANSWER | {"password": "12345678"}).content.decode()
    assert "too common" in body
    assert 'value="Person"' in body
    assert not FocalPoint.objects.exists()


def test_who_has_an_account_signs_in_and_keeps_the_password(client):
    known = people.focal_point("fr")
    address = link(client, email=known.email)
    assert client.get(address)["Location"].startswith("/admin/login/")
    client.post(address, ANSWER)
    assert known.focal_points.count() == 1
    client.force_login(known)
    client.post(address)
    assert {row.state.code for row in known.focal_points.all()} == {"fr", "ke"}
    assert client.login(username=known.username, password=people.PASSWORD)


def test_somebody_else_who_is_signed_in_gets_nothing(client):
    known, thief = people.focal_point("fr"), people.focal_point("pe")
    address = link(client, email=known.email)
    client.force_login(thief)
    client.post(address)
    assert {row.state.code for row in thief.focal_points.all()} == {"pe"}


def test_only_officers_invite(client):
    client.force_login(people.focal_point("ke"))
    data = {"email": EMAIL, "state": member_state("ke").pk, "office": "Ministry"}
    client.post(reverse("invite_focal_point"), data)
    assert not Proposal.objects.exists()


def test_the_office_is_named_in_the_mail_and_in_the_list(client):
    client.post(link(client), ANSWER)
    assert "Office: Ministry of Health" in Message.objects.filter(to=EMAIL).last().body
    assert FocalPoint.objects.get().office == "Ministry of Health"
    client.force_login(people.officer())
    assert "Ministry of Health" in client.get(reverse("invite_focal_point")).content.decode()


def test_it_is_sent_again_with_a_new_link_and_the_old_one_ends(client):
    first = link(client)
    eight_days = timedelta(days=8)
    Invitation.objects.update(
        created_at=F("created_at") - eight_days, expires_at=F("expires_at") - eight_days
    )
    client.force_login(people.officer())
    client.post(reverse("resend_invitation", args=[Invitation.objects.get().pk]))
    client.logout()
    body = Message.objects.filter(to=EMAIL).last().body
    second = re.search(r"https?://[^/]+(/\S*submit/invitation/\S+)", body)[1]
    assert "Ministry of Health" in body
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_it_can_be_withdrawn(client):
    address = link(client)
    invitation = Invitation.objects.get()
    client.force_login(people.focal_point("ke"))
    client.post(reverse("withdraw_invitation", args=[invitation.pk]))
    client.logout()
    assert client.get(address).status_code == 200
    client.force_login(people.officer())
    client.post(reverse("withdraw_invitation", args=[invitation.pk]))
    client.logout()
    assert client.get(address).status_code == 410
    assert AuditEntry.objects.filter(action="invitation withdrawn").exists()


def withdrawn(invitation):
    invitation.withdraw()


def used_after_it_was_sent_again(invitation):
    """And the person was dismissed since."""
    newer, _token = Invitation.issue(invitation.email, invitation.state, None)
    assert newer.use()


def long_past(invitation):
    Invitation.objects.update(
        created_at=F("created_at") - timedelta(days=40),
        expires_at=F("expires_at") - timedelta(days=40),
    )


@pytest.mark.parametrize("end", [withdrawn, used_after_it_was_sent_again, long_past])
def test_what_has_ended_is_not_sent_again_by_one_officer(client, end):
    link(client)
    invitation = Invitation.objects.get()
    end(invitation)
    Message.objects.all().delete()
    client.force_login(people.officer())
    client.post(reverse("resend_invitation", args=[invitation.pk]))
    assert not any(row.is_open for row in Invitation.objects.all())
    assert not Message.objects.exists()


def test_the_states_other_focal_points_and_officers_learn_who_came(client):
    colleague, officer = people.focal_point("ke"), people.officer()
    address = link(client)
    Message.objects.all().delete()
    client.post(address, ANSWER)
    told = set(
        Message.objects.filter(subject__contains="New focal point").values_list("to", flat=True)
    )
    assert {colleague.email, officer.email} <= told
    assert EMAIL not in told


def letter_in(code):
    """(subject, the sentence about the link) in a language of the interface."""
    return (
        said(code, "Invitation to the Good Practice Portal"),
        said(
            code,
            "The Secretariat of the Commission on Narcotic Drugs invites you to share practices "
            "and strategies of %(state)s on the Good Practice Portal.\n\nState: %(state)s\n"
            "Office: %(office)s\nInvited by: %(officer)s, Secretariat\n\n%(link)s\n\n"
            "The link works once, until %(until)s. If you did not expect this message, do nothing.",
        )
        .rpartition("\n")[2]
        .partition("%")[0],
    )


def expect_in(code, mail):
    subject, sentence = letter_in(code)
    assert (mail.subject, mail.language) == (subject, code)
    assert sentence in mail.body


def newest(email=EMAIL):
    return Message.objects.filter(to=email).last()


@pytest.mark.parametrize("code", ["ar", "es", "fr", "zh-hans"])
def test_the_letter_and_its_link_are_in_the_language_that_the_officer_chose(client, code):
    address = link(client, language=code)
    expect_in(code, newest())
    assert address.startswith(f"/{code}/submit/")
    client.post(address, ANSWER)
    person = get_user_model().objects.get(email=EMAIL)
    assert language_of(person) == code


def test_by_itself_it_is_in_the_language_that_people_of_the_state_read(client):
    for code in ("fr", "es", "fr"):
        keep_language(people.focal_point("ke"), code)
    dismissed = [people.focal_point("ke", is_active=False) for _number in range(3)]
    for person in dismissed:
        keep_language(person, "ru")
    link(client)
    expect_in("fr", newest())


def test_else_in_the_language_that_the_state_writes_in(client):
    PracticeFactory(state="ke", language="zh")
    PracticeFactory(state="ke", language="ru", publish=False)
    PracticeFactory(state="de", language="es")
    link(client)
    expect_in("zh-hans", newest())


def test_else_in_that_of_the_officer_who_proposes(client):
    officer = people.officer()
    keep_language(officer, "es")
    client.force_login(officer)
    data = {"email": EMAIL, "state": member_state("ke").pk, "office": "Ministry"}
    client.post(reverse("invite_focal_point"), data)
    assert Proposal.objects.get().payload["language"] == "es"


def test_the_preview_shows_the_letter_before_anything_is_sent(client):
    client.force_login(people.officer())
    data = {"email": EMAIL, "state": member_state("ke").pk, "office": "Ministry", "language": "fr"}
    page = client.post(reverse("invite_focal_point"), data, follow=True)
    html = BeautifulSoup(page.content, "html.parser")
    letter = html.select_one('.officer-changes [lang="fr"]').get_text()
    assert letter_in("fr")[1] in letter
    assert "Ministry" in letter
    assert not Message.objects.filter(to=EMAIL).exists()


def test_another_letter_is_in_the_same_language(client):
    link(client, language="ru")
    client.force_login(people.officer())
    client.post(reverse("resend_invitation", args=[Invitation.objects.get().pk]))
    assert Message.objects.filter(to=EMAIL).count() == 2
    expect_in("ru", newest())

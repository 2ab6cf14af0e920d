"""Accounts and groups: by two officers; superusers look, and are told on; nobody has two roles."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from accounts import roles
from approvals import decisions
from approvals.kinds import ProposalError
from approvals.models import Proposal
from audit.models import AuditEntry
from mail.models import Message
from portal.personal_data import retention, traces
from practices import permissions
from submission.models import Invitation
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory, member_state

pytestmark = pytest.mark.django_db
User = get_user_model()
NEW = {"email": "new.officer@example.org", "first_name": "New", "last_name": "Officer"}


def changed(client, officer, person, **data):
    client.force_login(officer)
    address = reverse("propose_account_change", args=[person.pk])
    return client.post(address, data, follow=True)


def apply(client, officer):
    client.force_login(officer)
    return client.post(reverse("apply_proposal", args=[Proposal.objects.get().pk]))


def test_two_officers_make_a_third(client, mailoutbox, first, second):
    client.force_login(first)
    client.post(reverse("propose_officer"), NEW)
    apply(client, first)
    assert not User.objects.filter(email=NEW["email"]).exists()
    apply(client, second)
    person = User.objects.get(email=NEW["email"])
    assert permissions.is_secretariat(person)
    body = Message.objects.filter(to=NEW["email"]).first().body
    assert reverse("wagtailadmin_password_reset") in body
    client.logout()
    client.post(reverse("wagtailadmin_password_reset"), {"email": NEW["email"]})
    assert [mail.to for mail in mailoutbox] == [[NEW["email"]]]
    assert "/admin/password_reset/confirm/" in mailoutbox[0].body


def test_groups_are_given_and_taken_by_two(client, first, second):
    person = people.user("clerk-")
    changed(client, first, person, active="on", groups=[permissions.SECRETARIAT])
    assert not permissions.is_secretariat(person)
    apply(client, second)
    assert permissions.is_secretariat(person)
    assert AuditEntry.objects.filter(action="officer appointed").exists()
    told = Message.objects.filter(subject__startswith="Applied").values_list("to", flat=True)
    assert sorted(told) == sorted([first.email, second.email])
    Proposal.objects.all().delete()
    changed(client, first, person, active="on")
    apply(client, second)
    assert not permissions.is_secretariat(person)


def test_an_account_is_reactivated_by_two(client, first, second):
    person = people.focal_point("ke", is_active=False)
    changed(client, first, person, active="on")
    apply(client, first)
    person.refresh_from_db()
    assert not person.is_active
    apply(client, second)
    person.refresh_from_db()
    assert person.is_active
    assert permissions.serves(person, PracticeFactory(state="ke"))


def test_nobody_decides_about_the_own_account(client, first, second):
    changed(client, first, second, active="on")
    apply(client, second)
    assert permissions.is_secretariat(second)


def test_a_focal_point_becomes_no_officer(client, first):
    person = people.focal_point("ke")
    body = changed(client, first, person, active="on", groups=[permissions.SECRETARIAT])
    assert "A focal point cannot be an officer as well" in body.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("write", [str, str.upper, lambda email: email.replace("@", "+me@")])
@pytest.mark.parametrize("known_by", ["account", "invitation"])
def test_the_mailbox_of_a_focal_point_becomes_no_officer(client, first, write, known_by):
    if known_by == "account":
        email = people.focal_point("ke").email
    else:
        email = Invitation.issue("invited@example.org", member_state("ke"), first)[0].email
    with pytest.raises(ProposalError):
        decisions.propose("new officer", NEW | {"email": write(email)}, first)
    person = User.objects.create_user("second-account", write(email))
    changed(client, first, person, active="on", groups=[permissions.SECRETARIAT])
    assert not Proposal.objects.exists()
    with pytest.raises(CommandError):
        call_command("appoint_officer", person.email)


def test_who_became_a_focal_point_meanwhile_becomes_no_officer(first, second):
    person = people.user("clerk-")
    payload = {
        "user": person.pk,
        "before": {"active": True, "groups": []},
        "after": {"active": True, "groups": [permissions.SECRETARIAT]},
    }
    proposal = decisions.propose("account", payload, first)
    person.focal_points.create(state=member_state("ke"))
    with pytest.raises(ProposalError):
        decisions.apply(proposal, second)


@pytest.mark.parametrize("who", ["officer", "superuser"])
def test_nobody_changes_accounts_or_groups_in_wagtail(client, who):
    actor, person = getattr(people, who)(), people.user("clerk-")
    group = Group.objects.create(name="Readers")
    client.force_login(actor)
    password = people.PASSWORD + " of another"
    data = NEW | {"username": "made", "password1": password, "password2": password}
    data |= {"is_active": "on", "is_superuser": "on", "groups": [roles.secretariat_group().pk]}
    client.post(reverse("wagtailusers_users:add"), data)
    client.post(reverse("wagtailusers_users:edit", args=[person.pk]), data)
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    client.post(reverse("wagtailusers_groups:edit", args=[group.pk]), {"name": "Secretariat 2"})
    client.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    for action in ("assign_role", "set_active_state", "delete"):
        bulk = reverse("wagtail_bulk_action", args=["auth", "user", action])
        given = {"role": roles.secretariat_group().pk, "mark_as_active": ""}
        client.post(f"{bulk}?id={person.pk}", given)
    assert not User.objects.filter(username="made").exists()
    person = User.objects.get(pk=person.pk)
    assert (person.is_active, person.is_superuser, person.groups.count()) == (True, False, 0)
    assert person.check_password(people.PASSWORD)
    assert Group.objects.get(pk=group.pk).name == "Readers"


def test_every_sign_in_of_a_superuser_is_told(client, first):
    root, officer = people.superuser(), people.officer()
    client.force_login(root)
    told = Message.objects.filter(subject="Superuser: superuser signed in")
    assert {message.to for message in told} == {first.email, officer.email}
    assert AuditEntry.objects.filter(action="superuser signed in", actor_id=root.pk).exists()


def test_every_change_by_a_superuser_is_told(first):
    """The admin lets them change nothing: this is what code and the server do in their name."""
    root, chapter = people.superuser(), Chapter.objects.first()
    log(instance=chapter, action="wagtail.edit", user=root)
    assert [message.to for message in Message.objects.all()] == [first.email]
    entry = AuditEntry.objects.get(action="edit", after__kind="chapter")
    assert entry.after["what"] == str(chapter)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda user: user.set_password("another long sentence"), "password"),
        (lambda user: setattr(user, "email", "other@example.org"), "email"),
        (lambda user: setattr(user, "is_superuser", True), "is_superuser"),
    ],
)
def test_the_account_of_an_officer_leaves_a_trail(first, second, change, words):
    change(first)
    first.save()
    entry = AuditEntry.objects.filter(action="account changed").get()
    assert entry.after["changed"] == [words]
    assert first.password not in str(entry.after)
    assert Message.objects.filter(to=second.email, subject__contains=words).exists()


def test_a_superuser_made_on_the_server_is_told(first):
    User.objects.create_superuser("root", "root@example.org", people.PASSWORD)
    assert Message.objects.get().to == first.email
    assert AuditEntry.objects.filter(action="superuser made").exists()


def test_a_superuser_is_no_officer_of_a_review(first):
    page = PracticeFactory(publish=False, **people.FILLED)
    people.submitted(page, people.focal_point("ke"))
    with pytest.raises(PermissionDenied):
        people.decide(page, people.superuser())
    people.decide(page, first)


def test_the_first_officers_are_appointed_on_the_server():
    person = people.user("clerk-")
    call_command("appoint_officer", person.email.upper())
    call_command("appoint_officer", NEW["email"])
    assert permissions.is_secretariat(person)
    assert permissions.is_secretariat(User.objects.get(email=NEW["email"]))
    assert AuditEntry.objects.filter(action="officer appointed").exists()


def test_proposals_about_a_person_are_found_and_forgotten(first, second):
    proposal = decisions.propose("new officer", NEW, first)
    assert list(traces.Traces(NEW["email"]).rows()["proposals"]) == [proposal]
    decisions.refuse(proposal, second)
    assert not retention.overdue(timezone.now())["proposals about people"].exists()
    later = timezone.now() + retention.INVITATIONS + timedelta(days=1)
    assert retention.overdue(later)["proposals about people"].exists()

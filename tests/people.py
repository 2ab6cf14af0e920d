"""People of the portal for tests, and the steps they take, by the same doors as real ones."""

from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_save
from django.urls import reverse
from factory.django import mute_signals

from accounts import roles
from practices.models import FocalPoint
from review import clearing
from tests.factories import member_state

PASSWORD = "a long sentence of a password"
CONFIRMED = {"confirmed": "yes"}  # what the button of common/ask.html sends


def user(name, **options):
    name = f"{name}{uuid4().hex[:12]}"  # several processes make people in one database
    email = f"{name}@example.org"
    return get_user_model().objects.create_user(name, email, PASSWORD, **options)


def focal_point(*codes, **options):
    """A person who speaks for one or several States."""
    person = user(f"focal-{'-'.join(codes)}-", **options)
    for code in codes:
        FocalPoint.objects.create(user=person, state=member_state(code))
    return person


def officer(**options):
    person = user("officer-", **options)
    with mute_signals(m2m_changed):  # appointed before the test begins: no trail, no mails
        person.groups.add(roles.secretariat_group())
    return person


def superuser():
    with mute_signals(post_save):
        return user("root-", is_superuser=True, is_staff=True)


FILLED = {
    "summary": "What was done.",
    "description": "<p>We did it.</p>",
    "contact_name": "Person",
    "contact_email": "person@example.org",
}


def cleared(page, person):
    page.save_revision(user=person)
    clearing.clear(page, person)
    return page


def submitted(page, person):
    clearing.submit(cleared(page, person), person)
    return page


def decide(page, person, action="approve", comment=""):
    """Take the current step of the review the way Wagtail's views do."""
    fresh = type(page).objects.get(pk=page.pk)
    run = fresh.current_workflow_task_state
    run.task.specific.on_action(run, person, action, comment=comment)


def decision_address(page, action):
    """Where the review page would send this decision about the newest text."""
    fresh = type(page).objects.get(pk=page.pk)
    run = fresh.current_workflow_task_state
    return reverse("review_decision", args=[fresh.pk, run.pk, fresh.latest_revision_id, action])

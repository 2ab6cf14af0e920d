"""What cannot be taken back by the next click is asked about first."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from mail.models import Message
from opendata.models import Webhook
from review import reclassification
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def proposal():
    page = PracticeFactory()
    return reclassification.propose(people.officer(), "x", [page], add=Chapter.objects.first())


def applied():
    done = proposal()
    reclassification.apply(done, people.officer())
    return done


def webhook():
    return Webhook.objects.create(name="Partner", url="https://partner.example.org/", secret="s")


ACTIONS = {
    "apply headings": lambda: reverse("secretariat_reclassification_apply", args=[proposal().pk]),
    "discard headings": lambda: reverse(
        "secretariat_reclassification_discard", args=[proposal().pk]
    ),
    "undo headings": lambda: reverse("secretariat_reclassification_undo", args=[applied().pk]),
    "pause a webhook": lambda: reverse("webhook_change", args=[webhook().pk, "paused"]),
    "remove a webhook": lambda: reverse("webhook_change", args=[webhook().pk, "removed"]),
    "end sessions": lambda: reverse("end_sessions_of", args=[people.focal_point("ke").pk]),
    "reset a factor": lambda: reverse("reset_second_factor", args=[people.focal_point("ke").pk]),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_happens_before_it_is_confirmed(client, action):
    address = ACTIONS[action]()
    client.force_login(people.officer())
    before = AuditEntry.objects.count()
    for ask in (client.get, client.post):
        html = ask(address).content.decode()
        assert "What happens then" in html
        assert "No, go back" in html
    assert AuditEntry.objects.count() == before
    client.post(address, people.CONFIRMED)
    assert AuditEntry.objects.count() > before


def test_whose_sessions_end_is_told(client):
    person = people.focal_point("ke")
    client.force_login(people.officer())
    client.post(reverse("end_sessions_of", args=[person.pk]), people.CONFIRMED)
    assert Message.objects.filter(to=person.email, body__contains="signed you out").count() == 1
    assert AuditEntry.objects.get(action="sessions ended").after["person"] == person.username


def test_the_editor_names_the_consequences_of_unpublishing(client):
    client.force_login(people.officer())
    html = client.get(reverse("wagtailadmin_pages:unpublish", args=[PracticeFactory().pk]))
    assert "A review under way ends" in html.content.decode()

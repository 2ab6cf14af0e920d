"""The history of a contribution as its State reads it."""

import pytest
from django.urls import reverse

from practices.models import PracticePage
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def history(client, page):
    return client.get(reverse("submission_history", args=[page.pk]))


def test_the_state_reads_who_did_what_and_what_changed(client):
    author, officer = people.focal_point("ke"), people.officer()
    page = PracticeFactory(publish=False, **people.FILLED)
    people.submitted(page, author)
    newest = PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    newest.summary = "Words of an officer."
    newest.save_revision(user=officer)
    client.force_login(author)
    text = history(client, page).content.decode()
    for words in ("Cleared by the State", "Submitted", "Text changed", "Clearance ended"):
        assert words in text
    assert officer.get_username() in text
    assert "Summary" in text


def test_nobody_else_reads_it(client):
    page = PracticeFactory(publish=False)
    for person in (people.focal_point("fr"), people.officer()):
        client.force_login(person)
        assert history(client, page).status_code in (403, 404)

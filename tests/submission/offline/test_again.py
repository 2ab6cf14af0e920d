"""Notes of an upload stay with the draft; a second upload asks what should become of it."""

import pytest
from django.urls import reverse

from practices.models import PracticePage
from submission.models import DraftNote

from .test_views import ANSWERS, FILL, empty, send, text_of

pytestmark = pytest.mark.django_db


def upload(client, answers):
    return send(client, FILL["xlsx"](empty(client, "practice", "xlsx"), answers), "form.xlsx")


def test_a_note_stays_until_it_is_dealt_with(client, person):
    upload(client, ANSWERS | {"First year": "nineteen"})
    page, note = PracticePage.objects.get(), DraftNote.objects.get(field="start_year")
    overview = reverse("submission_overview", args=[page.pk])
    step = reverse("submission_step", args=[page.pk, "basics"])
    for address in (overview, overview, step, reverse("submission_check", args=[page.pk])):
        assert "nineteen" in text_of(client.get(address)), address
    client.post(reverse("submission_note", args=[page.pk, note.pk]))
    assert "nineteen" not in text_of(client.get(overview))


@pytest.mark.parametrize("decision", ["update", "new"])
def test_the_same_form_again_is_asked_about(client, person, decision):
    upload(client, ANSWERS)
    first = PracticePage.objects.get()
    answer = upload(client, ANSWERS | {"Summary": "Better.", "First year": ""})
    assert "You already have a draft with this title" in text_of(answer)
    assert PracticePage.objects.count() == 1
    address = reverse("submission_upload_again")
    assert "Select what you would like to do with the file" in text_of(client.post(address))
    client.post(address, {"decision": str(first.pk) if decision == "update" else "new"})
    newest = PracticePage.objects.latest("pk").get_latest_revision_as_object()
    assert newest.summary == "Better."
    if decision == "update":
        assert (newest.pk, newest.start_year) == (first.pk, 2019)
    else:
        assert PracticePage.objects.count() == 2


def test_nobody_updates_a_draft_of_another_state(client, person):
    upload(client, ANSWERS)
    upload(client, ANSWERS)
    person.focal_points.all().delete()
    client.post(reverse("submission_upload_again"), {"decision": "new"})
    assert PracticePage.objects.count() == 1

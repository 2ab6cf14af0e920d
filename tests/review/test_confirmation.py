"""Once a year a State says that its public texts are still right."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from practices.models import PracticePage
from review import confirmation, reclassification
from review.models import Confirmation
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def public_since(days, **values):
    page = PracticeFactory(**values)
    began = timezone.now() - timedelta(days=days)
    PracticePage.objects.filter(pk=page.pk).update(first_published_at=began)
    return PracticePage.objects.get(pk=page.pk)


def due():
    return [page.pk for page in confirmation.due()]


@pytest.mark.parametrize(
    ("days", "is_due", "is_stale"), [(364, False, False), (366, True, False), (426, True, True)]
)
def test_a_year_then_two_months(client, days, is_due, is_stale):
    page = public_since(days)
    state = confirmation.of(page)
    assert (state.is_due, state.is_stale) == (is_due, is_stale)
    assert due() == ([page.pk] if is_due else [])
    said = "has not been confirmed since" in client.get(page.url).content.decode()
    assert said is is_stale


def test_drafts_samples_and_withdrawn_texts_are_not_asked_about():
    withdrawn = public_since(900)
    withdrawn.unpublish()
    sample = public_since(900)
    PracticePage.objects.filter(pk=sample.pk).update(is_sample=True)
    assert due() == []
    assert not confirmation.of(PracticePage.objects.get(pk=sample.pk)).is_stale


def test_one_button_confirms(client):
    page, person = public_since(500), people.focal_point("ke")
    client.force_login(person)
    assert "Please confirm" in client.get(reverse("submissions")).content.decode()
    answer = client.post(reverse("submission_confirm", args=[page.pk]), follow=True)
    assert "Thank you" in answer.content.decode()
    assert due() == []
    assert "Please confirm" not in client.get(reverse("submissions")).content.decode()
    assert "Last confirmed" in client.get(page.url).content.decode()
    assert AuditEntry.objects.get(action="confirmed").actor_id == person.pk


@pytest.mark.parametrize("who", ["fr", "officer", "superuser"])
def test_nobody_else_confirms(client, who):
    page = public_since(500)
    person = people.focal_point("fr") if who == "fr" else getattr(people, who)()
    client.force_login(person)
    assert client.post(reverse("submission_confirm", args=[page.pk])).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        confirmation.confirm(page, person)
    assert due() == [page.pk]


def test_a_draft_is_not_confirmed(client):
    page, person = PracticeFactory(publish=False), people.focal_point("ke")
    client.force_login(person)
    assert client.post(reverse("submission_confirm", args=[page.pk])).status_code == 403
    assert not Confirmation.objects.exists()


def test_a_published_update_counts_as_a_confirmation():
    page, author = public_since(500, **people.FILLED), people.focal_point("ke")
    people.submitted(page.get_latest_revision_as_object(), author)
    for officer in (people.officer(), people.officer()):
        people.decide(page, officer)
    assert due() == []


def test_other_headings_are_no_confirmation():
    page = public_since(500)
    proposal = reclassification.propose(people.officer(), "x", [page], add=Chapter.objects.first())
    reclassification.apply(proposal, people.officer())
    assert due() == [page.pk]

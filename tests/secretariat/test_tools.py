"""The Secretariat's tools in the admin: headings, confirmations, regions."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practices.models import PracticePage
from review.models import Reclassification, RegionReviewer
from taxonomy.models import Challenge, Chapter, Region
from tests import people
from tests.factories import PracticeFactory, member_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    person = people.officer()
    client.force_login(person)
    return person


@pytest.fixture
def page():
    return PracticeFactory(
        state="ke", title="Kenyan", terms={"chapters": [Chapter.objects.get(number=1)]}
    )


def term(item):
    return f"{item._meta.model_name}s:{item.pk}"


def propose(client, **data):
    data = {"having": term(Chapter.objects.get(number=1))} | data
    return client.post(reverse("secretariat_reclassifications"), data, follow=True)


def step(client, name, follow=True):
    pk = Reclassification.objects.get().pk
    address = reverse(f"secretariat_reclassification_{name}", args=[pk])
    return client.post(address, people.CONFIRMED, follow=follow)


def test_preview_then_another_officer_applies_then_undo(client, officer, page):
    challenge = Challenge.objects.get(slug="hiv-hcv")
    html = propose(client, add=term(challenge), remove="on").content.decode()
    assert "<del>" in html
    assert f"<ins>{challenge.label}</ins>" in html.replace("&#x27;", "'")
    assert "Kenyan" in html
    step(client, "apply")
    assert not PracticePage.objects.get().challenges.exists()
    client.force_login(people.officer())
    assert "1 changed, 0 left alone." in step(client, "apply").content.decode()
    assert list(PracticePage.objects.get().challenges.all()) == [challenge]
    assert not PracticePage.objects.get().chapters.exists()
    assert "1 put back" in step(client, "undo").content.decode()
    assert not PracticePage.objects.get().challenges.exists()


def test_one_state_only(client, officer, page):
    PracticeFactory(state="fr", terms={"chapters": [Chapter.objects.get(number=1)]})
    add = term(Chapter.objects.get(number=2))
    propose(client, add=add, state=member_state("fr").pk)
    assert len(Reclassification.objects.get().rows) == 1


def test_a_discarded_proposal_is_not_applied(client, officer, page):
    propose(client, remove="on")
    step(client, "discard")
    client.force_login(people.officer())
    assert "decided already" in step(client, "apply").content.decode()
    assert PracticePage.objects.get().chapters.exists()


@pytest.mark.parametrize(
    "data", [{}, {"having": ""}, {"having": "chapters:999", "remove": "on"}, {"add": "x"}]
)
def test_a_change_of_nothing_is_refused_in_words(client, officer, page, data):
    answer = propose(client, **data)
    assert answer.status_code == 200
    assert not Reclassification.objects.exists()


def old_page():
    page = PracticeFactory(state="ke", title="Long ago")
    long_ago = timezone.now() - timedelta(days=500)
    PracticePage.objects.filter(pk=page.pk).update(first_published_at=long_ago)
    return page


def test_the_report_of_confirmations_and_its_export(client, officer):
    old_page()
    PracticeFactory(title="Fresh")
    html = client.get(reverse("secretariat_confirmations")).content.decode()
    assert "Long ago" in html
    assert ">Fresh<" not in html
    answer = client.get(reverse("secretariat_confirmations_export", args=["csv"]))
    _header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row[0], row[1], row[3]) == ("Long ago", "Kenya", "yes")


def test_reviewers_of_regions_are_named_and_taken_away(client, officer):
    address, region = reverse("secretariat_regions"), Region.objects.get(key="african")
    client.post(address, {"african": officer.pk})
    assert RegionReviewer.objects.get().region == region
    client.post(address, {"african": ""})
    assert not RegionReviewer.objects.exists()


def test_only_an_officer_is_named(client, officer):
    answer = client.post(reverse("secretariat_regions"), {"african": people.focal_point("ke").pk})
    assert answer.status_code == 200
    assert not RegionReviewer.objects.exists()


def test_states_that_never_shared_are_exported_with_their_group(client, officer):
    answer = client.get(reverse("secretariat_never_shared_export", args=["csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["ke", "Kenya", "African States"] in rows
    assert len(rows) == 194


@pytest.mark.parametrize(
    "name", ["secretariat_regions", "secretariat_confirmations", "secretariat_reclassifications"]
)
def test_it_is_for_officers(client, name, officer):
    assert client.get(reverse(name)).status_code == 200
    client.force_login(people.focal_point("ke"))
    assert client.get(reverse(name)).status_code in (302, 403)


@pytest.mark.parametrize("name", ["apply", "undo", "discard"])
def test_no_focal_point_changes_headings(client, page, officer, name):
    propose(client, remove="on")
    client.force_login(people.focal_point("ke"))
    assert step(client, name, follow=False).status_code in (302, 403)
    assert Reclassification.objects.get().may_be_applied

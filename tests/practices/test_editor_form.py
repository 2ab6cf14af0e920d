"""Wagtail's editor: an older copy of a text overwrites nobody."""

import pytest
from django.urls import reverse
from django.utils import timezone

from practices.content import content_of
from practices.models import Link, PracticePage
from tests import people
from tests.editor import filled_form
from tests.factories import PracticeFactory, fresh
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def make_page():
    page = PracticeFactory(
        publish=False,
        summary="Old.\n\nSecond.",
        description="<p>See <b>it</b>.</p>",
        embargo_until=timezone.now(),
        contact_name="Person",
        contact_email="person@example.org",
    )
    page.links.add(Link(title="A link", url="https://example.org/a"))
    return people.submitted(page, people.focal_point("ke"))


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_page, django_db_blocker)


@pytest.fixture
def page(db, made):
    return fresh(made)


@pytest.fixture
def address(client, page):
    client.force_login(people.officer())
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def newest(page):
    return PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def change(page, **values):
    """A focal point saves meanwhile."""
    theirs = newest(page)
    for name, value in values.items():
        setattr(theirs, name, value)
    theirs.save_revision(user=people.focal_point("ke"))


def test_an_untouched_form_changes_nothing(client, page, address):
    before = content_of(newest(page).serializable_data())
    assert client.post(address, filled_form(client, address)).status_code == 302
    assert content_of(newest(page).serializable_data()) == before


def test_what_somebody_else_changed_meanwhile_stays(client, page, address):
    data = filled_form(client, address)
    change(page, summary="From the State.", links=[Link(title="B", url="https://example.org/b")])
    assert client.post(address, data | {"institution": "Ministry"}).status_code == 302
    found = newest(page)
    assert (found.summary, found.institution) == ("From the State.", "Ministry")
    assert [link.title for link in found.links.all()] == ["B"]


def test_two_changes_of_one_field_are_both_shown(client, page, address):
    data = filled_form(client, address) | {"summary": "From the officer."}
    change(page, summary="From the State.")
    response = client.post(address, data)
    body = response.content.decode()
    assert response.status_code == 200
    assert "From the officer." in body
    assert "From the State." in body
    assert newest(page).summary == "From the State."
    (conflict,) = response.context["form"].conflicts
    client.post(address, data | {"keep-summary": conflict.digest})
    assert newest(page).summary == "From the officer."
    assert "From the State." in [kept.content["summary"] for kept in page.revisions.all()]


def test_the_other_version_can_be_kept(client, page, address):
    data = filled_form(client, address) | {"summary": "From the officer.", "institution": "Here"}
    change(page, summary="From the State.")
    assert client.post(address, data | {"keep-summary": "theirs"}).status_code == 302
    assert (newest(page).summary, newest(page).institution) == ("From the State.", "Here")


def test_two_changes_of_one_list_are_refused(client, page, address):
    data = filled_form(client, address) | {"links-0-title": "Another title"}
    change(page, links=[Link(title="B", url="https://example.org/b")])
    response = client.post(address, data)
    assert response.status_code == 200
    assert "Another title" in response.content.decode()
    assert [link.title for link in newest(page).links.all()] == ["B"]


def test_saving_in_the_background_overwrites_nothing_either(client, page, address):
    data = filled_form(client, address) | {"summary": "From the officer."}
    headers = {"Accept": "application/json"}
    first = client.post(address, data, headers=headers).json()
    data |= first["field_updates"] | {
        "overwrite_revision_id": first["revision_id"],
        "loaded_revision_created_at": first["revision_created_at"],
    }
    second = client.post(address, data | {"summary": "More."}, headers=headers).json()
    assert second["success"], second
    data |= second["field_updates"]
    theirs = newest(page)
    theirs.summary = "The same row, written anew."
    latest = theirs.get_latest_revision()
    theirs.save_revision(user=latest.user, overwrite_revision=latest)
    third = client.post(address, data | {"summary": "Older."}, headers=headers)
    assert not third.json()["success"]
    assert newest(page).summary == "The same row, written anew."


def test_an_old_version_can_be_restored(client, page, address):
    change(page, summary="New.")
    old = page.revisions.order_by("pk").first()
    view = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    data = filled_form(client, view) | {"revision": old.pk}
    assert client.post(address, data).status_code == 302
    assert newest(page).summary == old.content["summary"]

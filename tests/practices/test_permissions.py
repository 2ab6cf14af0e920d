"""Who may do what: focal points in their State, officers in the review, nobody alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, GroupPagePermission

from home.site_tree import build
from practices import permissions, roles
from practices.models import FocalPoint
from tests import people
from tests.downloads import status_of
from tests.factories import PracticeFactory, member_state, state_page

pytestmark = pytest.mark.django_db


def test_a_focal_point_serves_the_own_states_only():
    person = people.focal_point("ke", "fr")
    served = [PracticeFactory(state=code) for code in ("ke", "fr")]
    assert all(permissions.serves(person, page) for page in served)
    assert not permissions.serves(person, PracticeFactory(state="pe"))
    assert not permissions.serves(person, PracticeFactory(state="international"))


def test_a_focal_point_writes_and_does_not_publish():
    person = people.focal_point("ke")
    own = PracticeFactory(publish=False).permissions_for_user(person)
    other = PracticeFactory(state="fr", publish=False).permissions_for_user(person)
    assert (own.can_edit(), own.can_publish(), own.can_move()) == (True, False, False)
    assert (other.can_edit(), other.can_publish(), other.can_delete()) == (False, False, False)
    assert state_page("ke").permissions_for_user(person).can_add_subpage()
    assert not state_page("fr").permissions_for_user(person).can_add_subpage()


def test_the_place_in_the_tree_decides_and_not_the_stored_state():
    page = PracticeFactory(state="ke", publish=False)
    page.move(state_page("fr"), pos="last-child")
    assert not permissions.serves(people.focal_point("ke"), page)
    assert permissions.serves(people.focal_point("fr"), page)


def test_a_dismissed_focal_point_loses_the_permission_at_once(client):
    person = people.focal_point("ke")
    page = PracticeFactory(publish=False)
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(address).status_code == 200
    FocalPoint.objects.get(user=person).delete()
    assert client.get(address)["Location"].startswith("/admin/login/")
    client.force_login(person)
    assert client.get(address).status_code == 403
    assert not permissions.serves(person, page)


def test_a_deactivated_person_serves_nobody():
    person = people.focal_point("ke", is_active=False)
    page = PracticeFactory(publish=False)
    assert not permissions.serves(person, page)
    assert person not in permissions.people_of(page)


def test_several_people_share_the_files_of_their_state(client):
    first, second, stranger = (people.focal_point(code) for code in ("ke", "ke", "fr"))
    document = Document.objects.create(
        title="Annex",
        file=SimpleUploadedFile("a.txt", b"text"),
        uploaded_by_user=first,
        collection=roles.state_collection(member_state("ke")),
    )
    expected = {first: 200, second: 200, stranger: 404}
    for person, status in expected.items():
        client.force_login(person)
        assert status_of(client, document.url) == status


def test_naming_two_people_makes_one_collection_and_one_set_of_permissions():
    people.focal_point("ke")
    before = GroupPagePermission.objects.count()
    people.focal_point("ke")
    assert GroupPagePermission.objects.count() == before
    assert Collection.objects.filter(name="Kenya").count() == 1


def test_building_the_tree_again_changes_nothing():
    before = set(GroupPagePermission.objects.values_list())
    build()
    assert set(GroupPagePermission.objects.values_list()) == before


def test_joint_contributions_are_cleared_by_the_secretariat():
    joint = PracticeFactory(state="international", publish=False)
    national = PracticeFactory(state="ke", publish=False)
    officer = people.officer()
    assert permissions.may_clear(officer, joint)
    assert not permissions.may_clear(officer, national)


def test_who_may_not_approve_a_text():
    page = PracticeFactory(publish=False)
    author, officer, reader = people.focal_point("ke"), people.officer(), people.officer()
    colleague = people.focal_point("ke")
    colleague.groups.add(roles.secretariat_group())
    people.cleared(page, author)
    page.summary = "Changed by an officer."
    page.save_revision(user=officer)
    may = {person: permissions.may_review(person, page) for person in (officer, colleague, reader)}
    assert may == {officer: False, colleague: False, reader: True}
    assert not permissions.may_review(author, page)

"""Who may do what: focal points in their State, officers in the review, nobody alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import GroupPagePermission

from accounts import roles
from home.site_tree import build
from mail.models import Message
from practices import file_collections, permissions
from practices.models import FocalPoint, PracticePage
from review import rules
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


def test_a_focal_point_has_no_permission_in_wagtail():
    person = people.focal_point("ke")
    for state in ("ke", "fr"):
        rights = PracticeFactory(state=state, publish=False).permissions_for_user(person)
        assert (rights.can_edit(), rights.can_publish(), rights.can_move()) == (False,) * 3
        assert not state_page(state).permissions_for_user(person).can_add_subpage()
    assert not person.get_all_permissions()
    assert not person.groups.exists()


def test_the_place_in_the_tree_decides_and_not_the_stored_state():
    page = PracticeFactory(state="ke", publish=False)
    page.move(state_page("fr"), pos="last-child")
    assert not permissions.serves(people.focal_point("ke"), page)
    assert permissions.serves(people.focal_point("fr"), page)


@pytest.mark.asvs("8.3.2")
def test_a_renamed_state_then_a_dismissal_leaves_no_right(client):
    """Nothing hangs on a name: rights follow from the rows of focal points."""
    person, colleague = people.focal_point("ke"), people.focal_point("ke")
    page = people.submitted(PracticeFactory(publish=False, **people.FILLED), colleague)
    document = Document.objects.create(
        title="Annex",
        file=SimpleUploadedFile("a.txt", b"text"),
        collection=file_collections.state_collection(member_state("ke")),
    )
    state = member_state("ke")
    state.name_en = "Another name"
    state.save()
    client.force_login(person)
    assert client.get(reverse("submission_overview", args=[page.pk])).status_code == 200
    assert status_of(client, document.url) == 200
    FocalPoint.objects.get(user=person).delete()
    client.force_login(person)
    assert client.get(reverse("submission_overview", args=[page.pk])).status_code == 404
    assert status_of(client, document.url) == 404
    assert file_collections.state_collection(member_state("ke")) == document.collection
    people.decide(page, people.officer(), "reject", "More.")
    told = set(Message.objects.values_list("to", flat=True))
    assert colleague.email in told
    asked = Message.objects.filter(to=person.email, subject__startswith="Changes requested")
    assert not asked.exists()


@pytest.mark.parametrize("who", ["focal point", "nobody"])
def test_behind_admin_only_officers_get_anything(client, who):
    client.force_login(people.focal_point("ke") if who == "focal point" else people.user("x-"))
    for name in ("wagtaildocs:index", "wagtailimages:index", "wagtailadmin_tag_autocomplete"):
        answer = client.get(reverse(name))
        assert answer.status_code in (302, 403), name
    home = client.get(reverse("wagtailadmin_home"))
    if who == "focal point":
        assert home.url == reverse("submissions")


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
        collection=file_collections.state_collection(member_state("ke")),
    )
    expected = {first: 200, second: 200, stranger: 404}
    for person, status in expected.items():
        client.force_login(person)
        assert status_of(client, document.url) == status


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
    may = {person: rules.may_review(person, page) for person in (officer, colleague, reader)}
    assert may == {officer: False, colleague: False, reader: True}
    assert not rules.may_review(author, page)


@pytest.mark.parametrize("place", ["fr", "international"])
@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_no_officer_takes_a_states_text_elsewhere(client, place, is_withdrawn):
    """There another State reads it, and the Secretariat clears what is joint by itself."""
    author = people.focal_point("ke")
    page = PracticeFactory(publish=is_withdrawn, **people.FILLED)
    if is_withdrawn:
        page.unpublish(user=author)
    else:
        people.submitted(page, author)
    client.force_login(people.officer())
    target = state_page(place)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    client.post(f"{bulk}?id={page.pk}", {"chooser": target.pk, "move_applicable": "on"})
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": target.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert [each.get_parent().slug for each in PracticePage.objects.all()] == ["ke"]


def test_a_draft_of_the_secretariat_moves_to_the_state_it_is_about(client):
    page = PracticeFactory(state="international", publish=False)
    client.force_login(people.officer())
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, state_page("ke").pk]))
    assert permissions.serves(people.focal_point("ke"), PracticePage.objects.get(pk=page.pk))

"""No way round the review: every door, for every role, by button and by hand-made POST."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from audit.models import AuditEntry
from practices import publication
from practices.models import PracticePage
from tests import people
from tests.editor import filled_form
from tests.factories import PracticeFactory, fresh, put_online, state_page
from tests.nightly import nightly
from tests.shared_rows import shared

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("kept_pages", "superusers_act"),
    pytest.mark.share,
]

# Focal points have no way into Wagtail's admin: tests/practices/test_permissions.py.
ROLES = {
    "officer": people.officer,
    "superuser": people.superuser,
}


@pytest.fixture
def person(request, client):
    someone = ROLES[request.param]()
    client.force_login(someone)
    return someone


def by_day(who):
    """Each door is tried by one person by day, and by both in the night."""
    others = (name for name in ROLES if name != who)
    return pytest.mark.parametrize("person", [who, *nightly(*others)], indirect=True)


def make_draft():
    """Under review: what a State has not submitted, officers do not even open."""
    page = PracticeFactory(publish=False, **people.FILLED)
    return people.submitted(page, people.focal_point("ke"))


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_draft, django_db_blocker)


@pytest.fixture
def draft(db, made):
    return fresh(made)


def live_pages():
    return set(PracticePage.objects.live().values_list("pk", flat=True))


def edit_data(client, page, **more):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return address, filled_form(client, address) | more


@by_day("officer")
def test_by_the_editor(client, person, draft):
    address, data = edit_data(client, draft, **{"action-publish": "action-publish"})
    client.post(address, data)
    assert live_pages() == set()


@by_day("superuser")
def test_by_the_form_for_a_new_page(client, person):
    address = reverse(
        "wagtailadmin_pages:add", args=["practices", "practicepage", state_page("ke").pk]
    )
    data = filled_form(client, address)
    data |= {"title": "New", "slug": "new", "action-publish": "action-publish"}
    client.post(address, data)
    assert PracticePage.objects.get(slug="new").live is False


@by_day("superuser")
@pytest.mark.fault(3)
def test_by_bulk_action(client, person, draft):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={draft.pk}", {"include_descendants": "on"})
    client.post(f"{address}?id={state_page('ke').pk}", {"include_descendants": "on"})
    assert live_pages() == set()


@by_day("officer")
@pytest.mark.parametrize("alias", ["", "on"])
def test_by_copy(client, person, alias):
    page = PracticeFactory()
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": state_page("ke").pk}
    client.post(address, data | {"publish_copies": "on", "alias": alias})
    assert live_pages() == {page.pk}
    assert not PracticePage.objects.filter(alias_of__isnull=False).exists()


@by_day("superuser")
def test_by_copy_of_a_whole_state(client, person):
    page = PracticeFactory()
    address = reverse("wagtailadmin_pages:copy", args=[state_page("ke").pk])
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": state_page("ke").get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    client.post(address, data)
    assert live_pages() == {page.pk}


@by_day("officer")
def test_by_going_back_to_an_earlier_version(client, person):
    page = PracticeFactory(summary="Cleared.")
    cleared = page.live_revision
    page.summary = "Other."
    put_online(page.save_revision())
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, cleared.pk])
    data = filled_form(client, address)
    client.post(address, data | {"action-publish": "action-publish"})
    assert PracticePage.objects.get(pk=page.pk).summary == "Other."


@by_day("superuser")
@pytest.mark.fault(34)
def test_by_schedule(client, person, draft):
    soon = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    more = {"go_live_at": soon, "action-publish": "action-publish"}
    address, data = edit_data(client, draft, **more)
    client.post(address, data)
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_no_schedule_by_code_either(draft):
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    with pytest.raises(publication.PublicationRefusedError):
        revision.save()
    call_command("publish_scheduled")
    assert live_pages() == set()


@by_day("officer")
def test_by_move(client, person):
    page = PracticeFactory(state="ke")
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, state_page("fr").pk])
    client.post(address)
    assert PracticePage.objects.get(pk=page.pk).get_parent().pk == state_page("ke").pk


@by_day("superuser")
@pytest.mark.asvs("2.3.1")
def test_an_unfinished_review_is_not_skipped(client, person):
    author = people.focal_point("ke")
    page = people.submitted(PracticeFactory(publish=False, **people.FILLED), author)
    people.decide(page, people.officer())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={page.pk}", {})
    assert live_pages() == set()
    assert PracticePage.objects.get(pk=page.pk).workflow_in_progress


@pytest.mark.parametrize("way", ["publish", "revision", "save", "add_child"])
def test_by_code(way, draft):
    with pytest.raises(PermissionDenied):
        {
            "publish": lambda: draft.publish(draft.get_latest_revision()),
            "revision": lambda: draft.get_latest_revision().publish(user=people.superuser()),
            "save": lambda: _save_live(draft),
            "add_child": lambda: state_page("ke").add_child(
                instance=PracticePage(title="x", slug="x", live=True)
            ),
        }[way]()
    assert live_pages() == set()


def _save_live(page):
    page.live = True
    page.save()


def test_a_live_page_may_be_saved_as_it_is():
    page = PracticeFactory()
    page.save()
    assert live_pages() == {page.pk}


def test_withdrawal_by_the_state(client):
    page = PracticeFactory()
    client.force_login(people.focal_point("ke"))
    client.post(reverse("submission_withdraw", args=[page.pk]), people.CONFIRMED)
    assert live_pages() == set()
    assert client.get(page.url).status_code == 410


def test_another_state_withdraws_nothing(client):
    page = PracticeFactory()
    client.force_login(people.focal_point("fr"))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert live_pages() == {page.pk}


def test_what_was_public_is_not_deleted_by_the_state(client):
    page = PracticeFactory()
    client.force_login(people.focal_point("ke"))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert PracticePage.objects.filter(pk=page.pk).exists()


def test_a_focal_point_sets_no_privacy(client):
    page = PracticeFactory()
    client.force_login(people.focal_point("ke"))
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(address, {"restriction_type": "login"})
    assert not PageViewRestriction.objects.filter(page=page).exists()


def test_the_import_is_the_named_exception(tmp_path):
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": "a", "title": "A", "state": "ke"}\n', encoding="utf-8")
    call_command("import_practices", str(file))
    page = PracticePage.objects.get(import_key="a")
    assert page.live
    entry = AuditEntry.objects.of_page(page).get(action="published")
    assert entry.after["way"] == "import"

"""No way round the two officers: every door of Wagtail's, for an officer and for a superuser."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from approvals.models import Proposal
from commission.models import InterventionPage, MeetingIndexPage, MeetingPage, RecordPage
from tests import factories, people
from tests.commission import record
from tests.editor import filled_form
from tests.nightly import nightly
from tests.shared_rows import shared

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("superusers_act"),
    pytest.mark.slow,
    pytest.mark.share,
]
PUBLISH = {"action-publish": "action-publish"}
PERSONS = {
    "officer": people.officer,
    "superuser": people.superuser,
    "officer who is a superuser": lambda: people.officer(is_superuser=True),
}


@pytest.fixture
def person(request, client):
    someone = PERSONS[request.param]()
    client.force_login(someone)
    return someone


def by_day(who):
    """Each door is tried by one person by day, and by all three in the night."""
    others = (name for name in PERSONS if name != who)
    return pytest.mark.parametrize("person", [who, *nightly(*others)], indirect=True)


def make_entries():
    """A meeting, and a draft below it."""
    meeting = record.meeting(source="E/CN.7/2020/CRP.1")
    record.intervention(meeting, state="ke", publish=False, source="E/CN.7/2020/CRP.1")


@pytest.fixture(scope="module", autouse=True)
def _entries(django_db_setup, django_db_blocker):
    yield from shared(make_entries, django_db_blocker)


@pytest.fixture
def meeting(db):
    return MeetingPage.objects.get()


@pytest.fixture
def draft(db):
    return InterventionPage.objects.get()


def live():
    return set(RecordPage.objects.live().values_list("pk", flat=True))


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@by_day("officer")
def test_by_the_editor(client, person, meeting, draft):
    client.post(edit(draft), filled_form(client, edit(draft)) | PUBLISH)
    form = filled_form(client, edit(meeting)) | {"title": "Words of one"} | PUBLISH
    client.post(edit(meeting), form)
    assert live() == {meeting.pk}
    assert MeetingPage.objects.get().title == meeting.title
    assert MeetingPage.objects.get().draft_title == "Words of one"


@by_day("superuser")
def test_by_the_form_for_a_new_page(client, person):
    index = MeetingIndexPage.objects.get()
    address = reverse("wagtailadmin_pages:add", args=["commission", "meetingpage", index.pk])
    form = filled_form(client, address) | {"title": "New", "slug": "new", "session": "thematic"}
    client.post(address, form | {"certainty": "B"} | PUBLISH)
    assert MeetingPage.objects.get(slug="new").live is False


@by_day("officer")
def test_by_going_back_to_an_earlier_version(client, person, meeting):
    earlier = meeting.live_revision
    meeting.chair = "Another"
    factories.put_online(meeting.save_revision())
    address = reverse("wagtailadmin_pages:revisions_revert", args=[meeting.pk, earlier.pk])
    client.post(address, filled_form(client, address) | PUBLISH)
    assert MeetingPage.objects.get().chair == "Another"


@by_day("superuser")
def test_by_schedule(client, person, meeting, draft):
    soon = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    for page in (meeting, draft):
        times = {"go_live_at": soon, "expire_at": soon}
        client.post(edit(page), filled_form(client, edit(page)) | times | PUBLISH)
        fresh = type(page).objects.get(pk=page.pk)
        assert (fresh.go_live_at, fresh.expire_at) == (None, None)
    call_command("publish_scheduled")
    assert live() == {meeting.pk}


BULK_BY_DAY = [
    ("publish", "officer"), ("unpublish", "superuser"), ("delete", "officer"), ("move", "superuser")
]  # fmt: skip
BULK = [(step, who) for step, _who in BULK_BY_DAY for who in PERSONS]


@pytest.mark.parametrize(
    ("step", "person"),
    [*BULK_BY_DAY, *nightly(*(one for one in BULK if one not in BULK_BY_DAY))],
    indirect=["person"],
)
@pytest.mark.parametrize("target", ["entry", "meeting", "index", "home"])
def test_by_bulk_action(client, person, meeting, draft, step, target):
    index = MeetingIndexPage.objects.get()
    pages = {"entry": draft, "meeting": meeting, "index": index, "home": index.get_parent()}
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", step])
    form = {"include_descendants": "on", "chooser": index.pk, "move_applicable": "on"}
    client.post(f"{address}?id={pages[target].pk}", form)
    assert live() == {meeting.pk}
    if (step, target) != ("delete", "entry"):  # a draft is theirs to delete
        assert Page.objects.get(pk=draft.pk).get_parent().pk == meeting.pk


@by_day("superuser")
@pytest.mark.parametrize("more", [{}, {"publish_copies": "on"}, {"alias": "on"}])
def test_by_copy(client, person, meeting, draft, more):
    for page in (meeting, draft, MeetingIndexPage.objects.get()):
        parent = page.get_parent()
        form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent.pk}
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        client.post(address, form | {"copy_subpages": "on"} | more)
    assert RecordPage.objects.count() == 2
    assert live() == {meeting.pk}


@by_day("officer")
def test_by_withdrawal(client, person, meeting):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[meeting.pk]))
    assert live() == {meeting.pk}


@by_day("officer")
def test_by_proposing_and_applying_alone(client, person, draft, meeting):
    client.post(reverse("propose_record", args=[draft.pk]), people.CONFIRMED)
    client.post(reverse("propose_record_withdrawal", args=[meeting.pk]), {"reason": "Why"})
    for proposal in Proposal.objects.all():
        client.post(reverse("apply_proposal", args=[proposal.pk]))
    assert live() == {meeting.pk}


@pytest.mark.parametrize("way", ["publish", "revision", "save", "add_child"])
def test_by_code(way, meeting, draft):
    new = InterventionPage(title="x", kind="statement", live=True, source="A", certainty="B")
    with pytest.raises(PermissionDenied):
        {
            "publish": lambda: draft.publish(draft.latest_revision),
            "revision": lambda: draft.latest_revision.publish(user=people.superuser()),
            "save": lambda: _save_live(draft),
            "add_child": lambda: meeting.add_child(instance=new),
        }[way]()
    assert live() == {meeting.pk}


def _save_live(page):
    page.live = True
    page.save()


@by_day("officer")
def test_what_was_public_is_deleted_by_nobody_alone(client, person, meeting, draft):
    factories.put_online(draft.latest_revision)
    InterventionPage.objects.get(pk=draft.pk).unpublish()
    for page in (draft, meeting):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        client.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]))
    assert RecordPage.objects.count() == 2


def test_a_draft_is_deleted_by_an_officer_and_a_meeting_once_it_is_empty(client, first):
    at = record.meeting(slug="empty", publish=False)
    below = record.intervention(at, slug="below", publish=False)
    client.force_login(first)
    for page, left in ((at, 2), (below, 1), (at, 0)):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert RecordPage.objects.filter(pk__in=[at.pk, below.pk]).count() == left

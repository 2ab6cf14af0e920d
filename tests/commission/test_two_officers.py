"""The record goes public, changes and is withdrawn by two officers, and by nobody alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from approvals import decisions
from approvals.kinds import ProposalError
from approvals.models import Proposal
from audit.models import AuditEntry
from commission.models import InterventionPage, MeetingPage
from commission.publishing import PublishRecord, publish_payload
from mail.models import Message
from practices.models import PublicationEvent
from practices.publication import PublicationRefusedError
from tests import factories, people
from tests.commission import record
from tests.editor import filled_form
from tests.factories import fresh
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SOURCE = {"source": "E/CN.7/2020/CRP.1", "certainty": "B"}


def make_entries():
    """A public meeting and a draft below it."""
    meeting = record.meeting(**SOURCE)
    return meeting, record.intervention(meeting, state="ke", publish=False, **SOURCE)


@pytest.fixture(scope="module")
def entries(django_db_setup, django_db_blocker):
    yield from shared(make_entries, django_db_blocker)


@pytest.fixture
def meeting(entries):
    return fresh(entries[0])


@pytest.fixture
def statement(entries):
    return fresh(entries[1])


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def propose(client, person, page, name="propose_record"):
    client.force_login(person)
    return client.post(reverse(name, args=[page.pk]), people.CONFIRMED)


def apply(client, person):
    client.force_login(person)
    address = reverse("apply_proposal", args=[Proposal.objects.latest("pk").pk])
    return client.post(address)


def read(client, answer):
    """The page that is shown, or that the answer leads to."""
    if answer.status_code == 302:
        answer = client.get(answer.url, follow=True)
    return answer.content.decode()


def test_one_proposes_another_publishes(client, first, second, meeting, statement):
    shown = read(client, propose(client, first, statement))
    assert "<dt>Member State</dt>" in shown
    assert "<ins>Kenya</ins>" in shown
    assert "another officer has to apply it" in read(client, apply(client, first))
    assert not fresh(statement).live
    apply(client, second)
    assert fresh(statement).live
    client.logout()
    assert client.get(statement.get_url()).status_code == 200
    event = PublicationEvent.objects.filter(page_id=statement.pk).latest("pk")
    assert (event.kind, event.way) == ("published", "approval")


def test_trail_mails_and_queue_tell_of_it(client, first, second, statement):
    focal_point = people.focal_point("ke")
    propose(client, first, statement)
    client.force_login(second)
    panel = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "proposal waits for an officer" in panel
    assert statement.title in client.get(reverse("proposals")).content.decode()
    apply(client, second)
    told = set(Message.objects.values_list("to", "subject"))
    assert (second.email, "Proposed: Publish “Statement”") in told
    assert (first.email, "Applied: Publish “Statement”") in told
    assert not any(to == focal_point.email for to, _subject in told)
    entries = AuditEntry.objects.filter(actor_id__in=[first.pk, second.pk])
    actions = set(entries.values_list("actor_id", "action"))
    assert {
        (first.pk, "proposal proposed"),
        (second.pk, "proposal applied"),
        (second.pk, "published"),
    } <= actions


def test_who_wrote_it_does_not_apply_it(client, first, second, statement):
    statement.on_behalf_of = "The African Group"
    statement.save_revision(user=first)
    propose(client, second, statement)
    assert "You wrote a part of this" in read(client, apply(client, first))
    assert not fresh(statement).live
    apply(client, people.officer())
    assert fresh(statement).live


def test_where_all_officers_wrote_two_of_them_decide(client, first, second, statement):
    for person, place in ((first, "1"), (second, "2")):
        statement.on_behalf_of = place
        statement.save_revision(user=person)
    propose(client, second, statement)
    apply(client, second)
    assert not fresh(statement).live
    apply(client, first)
    assert fresh(statement).live


def test_the_preview_shows_what_a_draft_would_change(client, first, second, meeting):
    client.force_login(first)
    form = filled_form(client, edit(meeting)) | {"chair": "New Chair"}
    client.post(edit(meeting), form)
    shown = read(client, propose(client, first, meeting))
    assert "<ins>New Chair</ins>" in shown
    assert "<dt>Title</dt>" not in shown
    apply(client, second)
    assert fresh(meeting).chair == "New Chair"
    client.force_login(first)
    address = reverse("proposal", args=[Proposal.objects.get().pk])
    assert "<ins>New Chair</ins>" in client.get(address).content.decode()


REFUSED = {
    "Its certainty is “third party”": {"certainty": "C"},
    "Its certainty is “deduced”": {"certainty": "D"},
    "It names no source": {"source": ""},
    "Neither a Member State nor an organization": {"state": None},
    "Kind: This field cannot be blank": {"kind": ""},
}


def test_what_is_uncertain_or_not_whole_stays_a_draft(client, first, statement):
    for said, change in REFUSED.items():
        page = fresh(statement)
        for name, value in change.items():
            setattr(page, name, value)
        page.save_revision(clean=False)
        assert said in read(client, propose(client, first, page)), said
    assert not Proposal.objects.exists()


def test_the_editor_says_what_is_lacking(client, first, statement):
    statement.source, statement.state = "", None
    statement.save_revision(clean=False)
    client.force_login(first)
    html = client.get(edit(statement)).content.decode()
    assert "It names no source" in html
    assert "Neither a Member State nor an organization" in html


def test_what_was_proposed_is_what_is_published(client, first, second, statement):
    propose(client, first, statement)
    client.force_login(second)
    statement.certainty = "C"
    statement.save_revision(overwrite_revision=statement.latest_revision)
    assert "has changed since" in read(client, apply(client, second))
    assert not fresh(statement).live


def test_a_statement_needs_its_meeting_in_public(client, first, second):
    at = record.meeting(slug="draft", publish=False, **SOURCE)
    page = record.intervention(at, state="ke", publish=False, **SOURCE)
    assert "Its meeting is not public" in read(client, propose(client, first, page))
    propose(client, first, at, "propose_record_all")
    apply(client, second)
    assert fresh(at).live
    assert fresh(page).live


def test_a_meeting_is_proposed_with_the_drafts_that_are_ready(client, first, second, statement):
    at = statement.meeting
    left = record.intervention(at, title="No source", state="fr", publish=False)
    withdrawn = record.intervention(at, title="Withdrawn", state="fr", **SOURCE)
    withdrawn.unpublish()
    shown = read(client, propose(client, first, at, "propose_record_all"))
    assert "Not proposed: “No source”. It names no source." in shown
    apply(client, second)
    live = InterventionPage.objects.filter(live=True)
    assert set(live) == {statement}
    assert left not in live


def test_withdrawal_takes_two_and_gives_its_reason(client, first, second, meeting, statement):
    factories.put_online(statement.latest_revision)
    client.force_login(first)
    address = reverse("propose_record_withdrawal", args=[meeting.pk])
    assert client.post(address, {"reason": ""}).status_code == 200
    shown = client.post(address, {"reason": "Asked by the State"}, follow=True).content.decode()
    assert f"<del>{statement.title}</del>" in shown
    apply(client, first)
    assert fresh(meeting).live
    apply(client, second)
    assert not fresh(meeting).live
    assert not fresh(statement).live
    entry = AuditEntry.objects.filter(action="proposal applied").latest("number")
    assert "Asked by the State" in entry.after["summary"]
    told = Message.objects.filter(to=second.email).values_list("subject", flat=True)
    assert not any(subject.startswith("Withdrawn:") for subject in told)


def test_what_came_below_meanwhile_is_not_withdrawn_unseen(client, first, second, meeting):
    client.force_login(first)
    client.post(reverse("propose_record_withdrawal", args=[meeting.pk]), {"reason": "Why"})
    record.intervention(meeting, state="fr", **SOURCE)
    assert "Propose it again" in read(client, apply(client, second))
    assert fresh(meeting).live


def test_what_was_withdrawn_comes_back_by_two(client, first, second, meeting):
    meeting.unpublish()
    propose(client, first, meeting)
    apply(client, second)
    assert fresh(meeting).live


def test_no_focal_point_proposes(client, statement):
    client.force_login(people.focal_point("ke"))
    for name in ("propose_record", "propose_record_all", "propose_record_withdrawal"):
        assert client.post(reverse(name, args=[statement.pk])).status_code == 403
    person, payload = people.focal_point("fr"), publish_payload([statement])
    with pytest.raises(PermissionDenied):
        decisions.propose("record", payload, person)
    assert not Proposal.objects.exists()


def test_a_practice_is_not_proposed_here(client, first):
    page = factories.PracticeFactory()
    client.force_login(first)
    for name in ("propose_record", "propose_record_all", "propose_record_withdrawal"):
        assert client.get(reverse(name, args=[page.pk])).status_code == 404


@pytest.mark.parametrize("publish", [True, False])
def test_the_buttons_of_the_editor(client, first, publish):
    at = record.meeting(slug="other", publish=publish, **SOURCE)
    client.force_login(first)
    html = client.get(edit(at)).content.decode()
    assert reverse("propose_record", args=[at.pk]) in html
    assert (reverse("propose_record_withdrawal", args=[at.pk]) in html) == publish
    assert reverse("propose_record_all", args=[at.pk]) not in html
    assert "action-publish" not in html
    assert "Check, clear and submit" not in html
    record.intervention(at, publish=False)
    html = client.get(edit(at)).content.decode()
    assert reverse("propose_record_all", args=[at.pk]) in html


def test_code_publishes_nothing_uncertain(meeting):
    page = record.intervention(meeting, certainty="C", publish=False)
    with pytest.raises(PublicationRefusedError, match="source of the United Nations"):
        factories.put_online(page.latest_revision)
    assert not fresh(page).live


def test_a_withdrawn_meeting_is_purged_after_what_stands_below_it(client, first, second, statement):
    at = statement.meeting
    factories.put_online(statement.latest_revision)
    for page in (fresh(statement), fresh(at)):
        page.unpublish()
    PublicationEvent.objects.update(at="2020-01-01T00:00Z")
    assert "Purge them first" in read(client, propose(client, first, at, "propose_purge"))
    for page in (statement, at):
        propose(client, first, page, "propose_purge")
        apply(client, second)
        assert not type(page).objects.filter(pk=page.pk).exists()


def test_many_entries_are_published_in_one_proposal(client, first, second):
    at = record.meeting(slug="draft", publish=False, **SOURCE)
    for number in range(4):
        record.intervention(at, title=f"Statement {number}", state="ke", publish=False, **SOURCE)
    propose(client, first, at, "propose_record_all")
    proposal = Proposal.objects.get()
    assert proposal.summary == "Publish “Thematic session” and 4 more entries of the record"
    decisions.apply(proposal, second)
    assert InterventionPage.objects.filter(live=True).count() == 4


def test_of_two_proposals_for_one_draft_the_first_applied_wins(first, second, statement):
    one = decisions.propose("record", publish_payload([statement]), first)
    decisions.apply(one, second)
    with pytest.raises(ProposalError, match="has changed since"):
        PublishRecord().check(one.payload)


def test_no_schedule_publishes_an_entry(statement):
    MeetingPage.objects.update(go_live_at="2020-01-01T00:00Z")
    InterventionPage.objects.update(go_live_at="2020-01-01T00:00Z")
    call_command("publish_scheduled")
    assert not fresh(statement).live

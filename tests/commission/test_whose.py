"""Whose the record is: the Secretariat's, whichever Member State an entry names."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document

from audit.models import AuditEntry
from practices import own_drafts, permissions
from practices.file_access import is_public
from practices.models import Annex, ContributionPage
from review import queue
from tests import factories, people
from tests.commission import record
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
GUIDED = ["submission_overview", "submission_check", "submission_withdraw"]


def make_statement():
    return record.intervention(record.meeting(), title="On Kenya", state="ke", publish=False)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_statement, django_db_blocker)


@pytest.fixture
def statement(db, made):
    return factories.fresh(made)


def of_the_secretariat():
    return Document.objects.create(title="Statement", file=ContentFile(b"text", name="s.txt"))


def test_a_draft_that_names_a_state_is_no_draft_of_that_state(statement):
    assert not ContributionPage.objects.unsubmitted().filter(pk=statement.pk).exists()
    assert not own_drafts.never_shown().filter(pk=statement.pk).exists()
    assert not own_drafts.not_handed_in([statement.pk], [statement.latest_revision_id]).exists()


def test_officers_open_it(client, statement):
    client.force_login(people.officer())
    for view in ("edit", "history", "view_draft"):
        address = reverse(f"wagtailadmin_pages:{view}", args=[statement.pk])
        assert client.get(address).status_code == 200, view


def test_a_focal_point_of_the_state_has_no_part_in_it(client, statement):
    person = people.focal_point("ke")
    may = statement.permissions_for_user(person)
    assert not any((may.can_edit(), may.can_delete(), may.can_unpublish()))
    assert not permissions.may_clear(person, statement)
    assert not permissions.may_see_trail(person, statement)
    client.force_login(person)
    for name in GUIDED:
        address = reverse(name, args=[statement.pk])
        assert client.get(address).status_code in (404, 405)
        assert client.post(address, people.CONFIRMED).status_code in (404, 405)


def test_no_officer_takes_it_through_the_guided_form(client, statement):
    client.force_login(people.officer())
    for name in GUIDED:
        answer = client.post(reverse(name, args=[statement.pk]), people.CONFIRMED)
        assert answer.status_code in (404, 405), name


def test_what_is_said_of_a_state_is_nothing_that_it_shared(statement):
    factories.put_online(statement.get_latest_revision())
    assert queue.never_shared().filter(code="ke").exists()


def test_a_file_of_a_state_does_not_become_public_with_a_statement(statement, indexes_at_once):
    theirs = factories.document_of("ke")
    statement.annexes.add(Annex(title="Theirs", document=theirs))
    with pytest.raises(PermissionDenied, match="belongs to a State and is not public"):
        statement.save_revision()
    statement.way = "test"  # past the rule, as code could
    statement.live = True
    statement.save(clean=False)
    assert type(statement).objects.published().filter(annexes__document=theirs).exists()
    assert not is_public(theirs)


def test_a_public_file_of_a_state_may_be_named(statement):
    theirs = factories.document_of("ke")
    practice = factories.PracticeFactory(publish=False)
    practice.annexes.add(Annex(title="Theirs", document=theirs))
    factories.put_online(practice.save_revision())
    statement.annexes.add(Annex(title="Theirs", document=theirs))
    factories.put_online(statement.save_revision())
    assert is_public(theirs)
    practice.refresh_from_db()
    practice.unpublish()
    assert not is_public(theirs)


def test_the_file_of_a_statement_is_public_with_it_and_the_state_does_not_see_it_before(
    client, statement
):
    own = of_the_secretariat()
    statement.annexes.add(Annex(title="Statement", document=own))
    revision = statement.save_revision()
    assert not is_public(own)
    client.force_login(people.focal_point("ke"))
    assert client.get(own.url).status_code == 404
    factories.put_online(revision)
    assert is_public(own)


def test_no_state_takes_over_a_file_of_the_record():
    draft = factories.PracticeFactory(publish=False)
    draft.annexes.add(Annex(title="Theirs", document=of_the_secretariat()))
    with pytest.raises(PermissionDenied, match="belongs to another State"):
        draft.save_revision()


def test_a_link_to_a_draft_of_the_record_leads_nowhere(statement):
    other = record.intervention(statement.meeting, title="Public")
    other.text = f'<p><a linktype="page" id="{statement.pk}">See</a></p>'
    other.save_revision()
    assert str(statement.pk) not in other.get_latest_revision_as_object().text


def test_the_trail_tells_who_named_another_state(statement):
    officer = people.officer()
    statement.state = factories.member_state("fr")
    statement.save_revision(user=officer)
    entry = AuditEntry.objects.filter(page_id=statement.pk, action="edited").latest("number")
    assert entry.after == {"state": factories.member_state("fr").pk}
    assert entry.actor_id == officer.pk

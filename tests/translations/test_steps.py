"""Who writes, clears and publishes translations; when they are outdated, and when hidden."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from audit.models import AuditEntry
from mail.models import Message
from practices.models import PublicationEvent
from search.models import IndexState
from tests import people
from tests.translations import made
from translations import drafts, steps
from translations.models import Translation, public_translations

pytestmark = pytest.mark.django_db
Status, Step = Translation.Status, Translation.Step


def actions():
    return list(AuditEntry.objects.order_by("number").values_list("action", flat=True))


def test_the_state_clears_and_an_officer_publishes(page):
    author, officer = people.focal_point("fr"), people.officer()
    draft = made.draft(page, author)
    assert draft.by_state
    assert public_translations(page) == []
    waiting = steps.hand_in(draft, author)
    assert (waiting.step, waiting.cleared_by) == (Step.WAITING, author)
    assert Translation.objects.public().count() == 0
    public = steps.approve(waiting, officer)
    assert (public.reviewer, public.outdated_since) == (officer, None)
    assert Translation.objects.public().get() == public
    assert actions()[-2:] == ["translation cleared", "translation published"]
    told = set(
        Message.objects.filter(subject__startswith="Translation").values_list("to", flat=True)
    )
    assert {author.email, officer.email} <= told


def test_publication_is_an_event_that_index_and_ledger_follow(page):
    IndexState.objects.all().delete()
    made.public(page)
    event = PublicationEvent.objects.filter(page_id=page.pk).last()
    assert (event.kind, event.way) == ("changed", "translation")
    assert IndexState.objects.get(page_id=page.pk).pending
    assert not Message.objects.filter(subject__startswith="Published").exists()


def test_nobody_approves_what_they_had_a_hand_in(page):
    writer, other = people.officer(), people.officer()
    draft = made.draft(page, writer, status=Status.UNOFFICIAL)
    drafts.save(
        page, "en", other, made.translated(page, "Sisters"), drafts.About(Status.UNOFFICIAL)
    )
    waiting = steps.hand_in(draft, writer)
    for officer in (writer, other):
        with pytest.raises(PermissionDenied, match="had a hand"):
            steps.approve(waiting, officer)
    shared = people.officer()
    shared.email = writer.email.replace("@", "+two@")
    shared.save()
    with pytest.raises(PermissionDenied, match="mailbox"):
        steps.approve(waiting, shared)
    with pytest.raises(PermissionDenied):
        steps.approve(waiting, people.focal_point("fr"))
    assert steps.approve(waiting, people.officer()).step == Step.PUBLIC


def test_a_focal_point_who_is_an_officer_too_does_not_approve(page):
    author = people.focal_point("fr")
    waiting = steps.hand_in(made.draft(page, author), author)
    both = people.officer()
    both.focal_points.create(state=page.state)
    with pytest.raises(PermissionDenied, match="serve this State"):
        steps.approve(waiting, both)


def test_people_of_another_state_write_nothing(page):
    with pytest.raises(PermissionDenied):
        made.draft(page, people.focal_point("ke"))
    author = people.focal_point("fr")
    draft = made.draft(page, author)
    for step in (steps.hand_in, steps.discard):
        with pytest.raises(PermissionDenied):
            step(draft, people.focal_point("ke"))
        with pytest.raises(PermissionDenied, match="belongs to others"):
            step(draft, people.officer())


def test_each_side_has_its_own_statuses(page):
    author, officer = people.focal_point("fr"), people.officer()
    for person, status in ((author, Status.UNOFFICIAL), (author, Status.MACHINE),
                           (officer, Status.COURTESY)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            made.draft(page, person, status=status)
    with pytest.raises(PermissionDenied):
        made.draft(page, author, language="fr")  # the original's


def test_what_is_translated_by_half_is_not_handed_in(page):
    author = people.focal_point("fr")
    passages = made.translated(page)
    whole = [each for each in passages if each.field != "objectives"]
    partly = [each for each in passages if each.field == "objectives"]
    object.__setattr__(partly[1], "text", "")
    draft = drafts.save(page, "en", author, [*whole, *partly], drafts.About(Status.COURTESY))
    with pytest.raises(PermissionDenied, match="Objectives"):
        steps.hand_in(draft, author)
    object.__setattr__(partly[0], "text", "")  # the whole field stays in the original's language
    draft = drafts.save(page, "en", author, [*whole, *partly], drafts.About(Status.COURTESY))
    assert steps.hand_in(draft, author).step == Step.WAITING


def test_what_is_missing_is_listed_as_the_language_lists(page):
    author = people.focal_point("fr")
    draft = drafts.save(
        page, "en", author, drafts.passages_for(page, None), drafts.About(Status.COURTESY)
    )
    assert steps.why_not_hand_in(draft).endswith("Title and Summary")
    with override("zh-hans"):
        assert steps.why_not_hand_in(draft).endswith("标题和摘要")


def test_sent_back_with_a_reason(page):
    author = people.focal_point("fr")
    waiting = steps.hand_in(made.draft(page, author), author)
    with pytest.raises(PermissionDenied):
        steps.send_back(waiting, people.officer(), " ")
    back = steps.send_back(waiting, people.officer(), "The second sentence.")
    assert (back.step, back.cleared_by) == (Step.DRAFT, None)
    mail = Message.objects.get(to=author.email, subject__startswith="Translation sent back")
    assert "The second sentence." in mail.body


def test_the_states_own_is_not_replaced_by_the_secretariats(page):
    made.public(page)
    officer = people.officer()
    waiting = steps.hand_in(made.draft(page, officer, status=Status.MACHINE), officer)
    with pytest.raises(PermissionDenied, match="its own"):
        steps.approve(waiting, people.officer())


def test_a_newer_one_takes_the_place_of_the_older(page):
    first = made.public(page)
    second = made.public(page, word="Sisters")
    first.refresh_from_db()
    assert first.step == Step.ENDED
    assert list(Translation.objects.public()) == [second]


def test_outdated_in_the_transaction_that_changes_the_original(page):
    public = made.public(page)
    with transaction.atomic():
        made.changed(page, summary="Autre chose.\n\nSecond paragraphe.")
        public.refresh_from_db()
        assert public.is_outdated  # nobody has committed yet
        transaction.set_rollback(True)
    public.refresh_from_db()
    assert not public.is_outdated


def test_outdated_only_by_other_words_and_told(page):
    author = people.focal_point("fr")
    public = made.public(page, writer=author)
    made.changed(page, start_year=2001)
    public.refresh_from_db()
    assert not public.is_outdated
    made.changed(page, objectives="<p>Un but.</p><p>Rien.</p>")
    public.refresh_from_db()
    assert public.is_outdated
    assert Message.objects.filter(to=author.email, subject__startswith="Translation outdated")
    made.changed(page, objectives=made.FIELDS["objectives"])  # as it was
    public.refresh_from_db()
    assert not public.is_outdated


def test_a_draft_saved_beside_a_changed_original_counts_as_behind(page):
    author = people.focal_point("fr")
    draft = made.draft(page, author)
    page = made.changed(page, objectives="<p>Un but.</p><p>Rien.</p>")
    passages = drafts.passages_for(page, draft)
    assert [each.field for each in passages if each.is_changed] == ["objectives"]
    draft = drafts.save(page, "en", author, passages, drafts.About(Status.COURTESY))
    with pytest.raises(PermissionDenied, match="has changed"):
        steps.hand_in(draft, author)
    read = drafts.passages_for(page, draft)
    for each in read:
        object.__setattr__(each, "was", "")
    assert (
        steps.hand_in(
            drafts.save(page, "en", author, read, drafts.About(Status.COURTESY)), author
        ).step
        == Step.WAITING
    )


def test_what_waits_while_the_original_changes_is_not_published(page):
    author = people.focal_point("fr")
    waiting = steps.hand_in(made.draft(page, author), author)
    page = made.changed(page, title="Autre")
    with pytest.raises(PermissionDenied, match="has changed"):
        steps.approve(waiting, people.officer())


def test_withdrawn_by_the_state_or_an_officer(page):
    public = made.public(page)
    with pytest.raises(PermissionDenied):
        steps.withdraw(public, people.focal_point("ke"))
    steps.withdraw(public, people.focal_point("fr"))
    assert not Translation.objects.public().exists()
    by_officer = made.public(page, status=Status.UNOFFICIAL)
    with pytest.raises(PermissionDenied):
        steps.withdraw(by_officer, people.focal_point("fr"))


def test_withdrawal_and_embargo_of_the_original_hide_it(page, client):
    made.public(page)
    address = "/practices/fr/infirmiers/"
    assert b"Nurses" in client.get(address).content
    page.embargo_until = timezone.now() + timedelta(days=1)
    page.save()
    assert client.get(address).status_code == 404
    page.embargo_until = None
    page.save()
    page.unpublish()
    assert b"Nurses" not in client.get(address).content
    assert client.get(f"/api/v1/practices/{page.pk}").status_code in (404, 410)


def test_before_publication_it_is_written_and_not_handed_in():
    page = made.original(slug="another", publish=False)
    author = people.focal_point("fr")
    draft = made.draft(page, author)
    with pytest.raises(PermissionDenied, match="once the text itself is public"):
        steps.hand_in(draft, author)


def test_what_changed_between_reading_and_saving_is_not_overwritten(page):
    author = people.focal_point("fr")
    seen = made.draft(page, author)
    made.draft(page, people.focal_point("fr"), word="Colleagues")
    passages = made.translated(page, "Mine")
    with pytest.raises(PermissionDenied, match="in the meantime"):
        drafts.save(page, "en", author, passages, drafts.About(Status.COURTESY), seen=seen)
    assert Translation.objects.get().title == "Colleagues"


def test_of_two_begun_in_the_same_moment_one_is_kept(page, monkeypatch):
    made.draft(page, people.focal_point("fr"))
    monkeypatch.setattr(drafts, "open_one", lambda *args: None)  # read before the other was there
    with pytest.raises(PermissionDenied, match="in the meantime"):
        made.draft(page, people.focal_point("fr"), word="Colleagues")
    assert Translation.objects.get().title == "Nurses"

"""From a change in the database to the index: nothing lost, nothing shown that should not be."""

import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from commission.models import Organization
from practices.models import ContributionPage
from search import documents as documents_module
from search import outbox, sync
from search.audit import as_stored, audit, repair
from search.documents import documents
from search.engines.elastic import ElasticEngine
from search.engines.elastic_client import ALIAS
from search.engines.elastic_write import stored, stored_of, write
from search.kinds import Side
from search.models import IndexState
from search.query import SearchQuery
from search.rebuild import rebuild
from taxonomy.models import Chapter, Recommendation
from tests.commission import record
from tests.factories import PracticeFactory, StrategyFactory, put_online, state_page

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def index(elasticsearch):
    rebuild()
    return elasticsearch


def settle(client):
    sync.drain()
    client.indices.refresh(index=ALIAS)


def found(text):
    return set(ElasticEngine().search(SearchQuery(text=text, page_size=500)).ids)


def live_page():
    return PracticeFactory(title="zorga")


def unpublish(page):
    Page.objects.get(pk=page.pk).specific.unpublish()


def delete(page):
    Page.objects.get(pk=page.pk).delete()


def restrict(page):
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


def restrict_the_state(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def unpublish_the_subtree(page):
    page.get_parent().specific.unpublish()
    for child in page.get_parent().get_descendants().live():
        child.specific.unpublish()


def put_under_embargo(page):
    page.embargo_until = timezone.now() + timedelta(days=1)
    put_online(page.save_revision())


WAYS_TO_HIDE = [
    unpublish,
    delete,
    restrict,
    restrict_the_state,
    unpublish_the_subtree,
    put_under_embargo,
]


@pytest.mark.fault(13)
def test_what_is_hidden_leaves_the_index(index):
    """Each in a State of its own, so that what hides the State hides nothing else."""
    states = ("ke", "fr", "pe", "tr", "eg", "de")
    pages = {
        hide: PracticeFactory(title="zorga", state=code)
        for hide, code in zip(WAYS_TO_HIDE, states, strict=True)
    }
    settle(index)
    assert found("zorga") == {page.pk for page in pages.values()}
    for hide, page in pages.items():
        hide(page)
    settle(index)
    left = stored()
    for hide, page in pages.items():
        assert page.pk not in left, hide.__name__
    assert found("zorga") == set()


def test_each_side_of_the_search_is_a_shard_of_its_own(index):
    practice, meeting = live_page(), record.meeting("zorga session")
    settle(index)
    for side, page in ((Side.SHARED, practice), (Side.RECORD, meeting)):
        hits = index.search(index=ALIAS, routing=side)["hits"]["hits"]
        assert [hit["_id"] for hit in hits] == [str(page.pk)]
    assert stored_of([practice.pk, meeting.pk]).keys() == {practice.pk, meeting.pk}
    assert audit().pages == []


def test_what_is_hidden_of_the_record_leaves_the_index(index):
    meeting = record.meeting()
    pages = {
        hide: record.intervention(meeting, "zorga", state="ke", slug=hide.__name__)
        for hide in (unpublish, delete, restrict, put_under_embargo)
    }
    settle(index)
    assert stored().keys() == {meeting.pk, *(page.pk for page in pages.values())}
    for hide, page in pages.items():
        hide(page)
    settle(index)
    assert stored().keys() == {meeting.pk}


def test_lifting_a_restriction_brings_the_page_back(index):
    page = live_page()
    restriction = PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    settle(index)
    assert found("zorga") == set()
    restriction.delete()
    settle(index)
    assert found("zorga") == {page.pk}


def test_a_draft_never_enters(index):
    page = PracticeFactory(title="zorga", publish=False)
    settle(index)
    assert page.pk not in stored()


def test_a_draft_edit_of_a_live_page_changes_nothing(index):
    page = live_page()
    page.title = "brint"
    page.save_revision()
    settle(index)
    assert found("brint") == set()
    assert found("zorga") == {page.pk}


def test_an_embargo_ends_by_itself(index):
    page = live_page()
    put_under_embargo(page)
    settle(index)
    state = IndexState.objects.get(page_id=page.pk)
    assert state.pending
    assert state.due > timezone.now()
    # The day after.
    past = timezone.now() - timedelta(seconds=1)
    ContributionPage.objects.filter(pk=page.pk).update(embargo_until=past)
    IndexState.objects.filter(page_id=page.pk).update(due=past)
    settle(index)
    assert found("zorga") == {page.pk}


@pytest.mark.fault(13)
def test_a_move_takes_the_new_state(index):
    page = live_page()
    settle(index)
    page.move(state_page("fr"), pos="last-child")
    settle(index)
    counts = ElasticEngine().search(SearchQuery(text="zorga")).counts
    assert counts["state"] == {"fr": 1}


def test_a_term_that_changes_its_key_or_becomes_public(index):
    chapter = Chapter.objects.create(number=77, slug="fictional", label_en="Fictional")
    term = Recommendation.objects.get(key="s30-1-a")
    page = PracticeFactory(title="zorga", terms={"chapters": [chapter], "recommendations": [term]})
    settle(index)
    counts = ElasticEngine().search(SearchQuery(text="zorga")).counts
    assert (counts["chapter"], counts["recommendation"]) == ({"77": 1}, {})
    chapter.number, term.verified = 78, True
    chapter.save()
    term.save()
    settle(index)
    counts = ElasticEngine().search(SearchQuery(text="zorga")).counts
    assert (counts["chapter"], counts["recommendation"]) == ({"78": 1}, {"1.a": 1})
    assert page.pk in found("zorga")


def test_what_is_found_by_body_organization_and_meeting_follows_their_changes(index):
    body = record.body("unheard-of", "Unheard of", verified=False)
    who = Organization.objects.create(slug="who", label_en="WHO", kind="un")
    meeting = record.meeting("zorga session", body=body)
    page = record.intervention(meeting, "zorga", organization=who)
    settle(index)
    facets = stored()[page.pk][1]["facets"]
    assert (facets["body"], facets["organization"]) == ([], ["who"])
    assert facets["meeting"] == [meeting.slug]
    body.verified, who.slug, meeting.slug = True, "world-health", "renamed"
    body.save()
    who.save()
    put_online(meeting.save_revision())
    settle(index)
    facets = stored()[page.pk][1]["facets"]
    assert (facets["body"], facets["organization"]) == (["unheard-of"], ["world-health"])
    assert facets["meeting"] == ["renamed"]


@pytest.mark.fault(7)
def test_a_rolled_back_change_leaves_no_trace(index):
    with transaction.atomic():
        page = live_page()
        transaction.set_rollback(True)
    settle(index)
    assert not IndexState.objects.filter(page_id=page.pk).exists()
    assert page.pk not in stored()


def test_an_old_write_never_wins(index):
    page = live_page()
    settle(index)
    version = IndexState.objects.get(page_id=page.pk).version
    old = documents([page.pk])
    page.title = "brint"
    put_online(page.save_revision())
    settle(index)
    write(old, {page.pk: version})
    index.indices.refresh(index=ALIAS)
    assert found("brint") == {page.pk}
    assert found("zorga") == set()


def test_a_late_write_does_not_bring_a_deleted_page_back(index):
    page = live_page()
    settle(index)
    version = IndexState.objects.get(page_id=page.pk).version
    old = documents([page.pk])
    delete(page)
    settle(index)
    write(old, {page.pk: version})
    index.indices.refresh(index=ALIAS)
    assert page.pk not in stored()


def test_a_change_during_the_work_stays_in_the_outbox(index):
    page = live_page()
    versions = outbox.take(10)
    outbox.mark([page.pk])
    outbox.done(versions, {})
    assert IndexState.objects.get(page_id=page.pk).pending


@pytest.mark.fault(33)
def test_one_poisonous_page_is_parked_and_holds_up_nobody(index, monkeypatch):
    good, bad = live_page(), PracticeFactory(title="brint")
    stock = documents_module.documents

    def poisoned(ids):
        if bad.pk in ids:
            raise ValueError("unreadable")
        return stock(ids)

    monkeypatch.setattr(documents_module, "documents", poisoned)
    for _attempt in range(outbox.ATTEMPTS):
        IndexState.objects.filter(page_id=bad.pk).update(due=timezone.now())
        sync.run_once()
    index.indices.refresh(index=ALIAS)
    assert found("zorga") == {good.pk}
    state = IndexState.objects.get(page_id=bad.pk)
    assert (state.parked, state.attempts) == (True, outbox.ATTEMPTS)
    assert "ValueError: unreadable" in state.error
    assert sync.run_once() == 0


def test_what_a_document_holds(index):
    page = StrategyFactory(
        title="zorga", contact_email="focal@example.org", contact_name="Person", language="fr"
    )
    text = str(documents([page.pk]))
    assert "focal@example.org" not in text
    assert "Person" not in text
    assert "/strategies/" not in text
    settle(index)
    assert stored()[page.pk][1] == as_stored(documents([page.pk])[page.pk])


@pytest.mark.fault(21)
def test_audit_finds_every_planted_fault_and_repair_mends_it(index):
    pages = [PracticeFactory(title=f"zorga {number}") for number in range(9)]
    settle(index)
    assert audit().pages == []
    missing, stale, versioned = pages[:3], pages[3:6], pages[6:8]
    for page in missing:
        index.delete(index=ALIAS, id=str(page.pk), routing=Side.SHARED)
    for page in stale:
        other = {"title_key": "other"}
        index.update(index=ALIAS, id=str(page.pk), routing=Side.SHARED, doc=other)
    for page in versioned:
        IndexState.objects.filter(page_id=page.pk).update(version=99)
    ghost = 10_000_001
    write({ghost: documents([pages[8].pk])[pages[8].pk]}, {ghost: 5})
    index.indices.refresh(index=ALIAS)
    drift = audit()
    assert set(drift.missing) == {page.pk for page in missing}
    assert set(drift.stale) == {page.pk for page in stale + versioned}
    assert drift.ghost == [ghost]
    repair(drift)
    settle(index)
    assert audit().pages == []


@pytest.mark.fault(8)
def test_writes_delivered_in_any_order_and_twice_end_at_the_last_commit(index):
    """Row 8 of the list of faults: the order of delivery does not matter, a deletion included."""
    rng = random.Random(8)  # noqa: S311
    page = live_page()
    document = documents([page.pk])[page.pk]
    for trial in range(15):
        key = 20_000_000 + trial
        last_is_a_deletion = rng.random() < 0.5
        writes = [(version, document | {"title_key": f"v{version}"}) for version in range(1, 6)]
        writes.append((6, None if last_is_a_deletion else document | {"title_key": "v6"}))
        for version, content in shuffled_with_repeats(rng, writes):
            write({} if content is None else {key: content}, {key: version})
        held = stored_of([key])
        assert held == {} if last_is_a_deletion else held[key][1]["title_key"] == "v6"


def shuffled_with_repeats(rng, writes):
    delivered = writes + rng.choices(writes, k=3)
    rng.shuffle(delivered)
    return delivered

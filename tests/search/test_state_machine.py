"""Random lives of a small portal: whatever happens, once the worker has run, the index holds
exactly what published() gives.
"""

from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import override_settings
from elastic_transport import TransportError
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from wagtail.models import Page, PageViewRestriction

from commission.models import MeetingPage
from practices.models import ContributionPage
from search import outbox, sync
from search.audit import as_stored
from search.documents import documents
from search.engines.elastic_write import stored, write
from search.models import IndexState
from search.rebuild import rebuild
from taxonomy.models import Recommendation
from tests.commission import record
from tests.factories import PracticeFactory, StrategyFactory, put_online, state_page
from tests.nightly import NIGHTLY
from tests.services import CLOSED

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

STATES = st.sampled_from(["ke", "fr"])
FACTORIES = st.sampled_from([PracticeFactory, StrategyFactory])
EXAMPLES, STEPS = (100, 50) if NIGHTLY else (2, 30)


class Portal(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.settled = False
        rebuild()

    def teardown(self):
        try:
            self.settle()
            self.the_index_is_what_is_published()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def some_page(self, data):
        pages = list(ContributionPage.objects.order_by("pk"))
        return pages[data.draw(st.integers(0, 100)) % len(pages)].specific if pages else None

    @rule(factory=FACTORIES, state=STATES, publish=st.booleans())
    def create(self, factory, state, publish):
        factory(state=state, publish=publish, terms={"recommendations": [a_recommendation()]})
        self.settled = False

    @rule(data=st.data(), state=STATES, publish=st.booleans())
    def say_something_at_a_meeting(self, data, state, publish):
        """An entry of the Commission's record, below a meeting that is there or is made."""
        meetings = list(MeetingPage.objects.order_by("pk"))
        number = data.draw(st.integers(0, 3))
        at = meetings[number] if number < len(meetings) else record.meeting(slug=f"m{uuid4()}")
        record.intervention(at, slug=f"s{uuid4()}", state=state, publish=publish)
        self.settled = False

    @rule(data=st.data(), publish=st.booleans())
    def edit(self, data, publish):
        if page := self.some_page(data):
            page.title += " again"
            revision = page.save_revision()
            if publish:
                put_online(revision)
            self.settled = False

    @rule(data=st.data())
    def unpublish(self, data):
        if page := self.some_page(data):
            page.unpublish()
            self.settled = False

    @rule(data=st.data())
    def delete(self, data):
        page = self.some_page(data)
        if page and page.is_leaf():  # a meeting goes after what was said there
            page.delete()
            self.settled = False

    @rule(data=st.data(), state=STATES)
    def move(self, data, state):
        page = self.some_page(data)
        if page and page.is_contributed and page.get_parent().slug != state:
            page.move(state_page(state), pos="last-child")
            self.settled = False

    @rule(state=STATES)
    def restrict_or_open_a_state(self, state):
        page = Page.objects.get(pk=state_page(state).pk)
        restrictions = PageViewRestriction.objects.filter(page=page)
        if restrictions:
            restrictions.first().delete()
        else:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        self.settled = False

    @rule()
    def verify_or_withdraw_a_recommendation(self):
        term = a_recommendation()
        term.verified = not term.verified
        term.save()
        self.settled = False

    @rule()
    def roll_back(self):
        with transaction.atomic():
            PracticeFactory()
            transaction.set_rollback(True)

    @rule()
    def settle(self):
        sync.drain()
        self.settled = True

    @rule()
    def kill_the_worker_between_index_and_outbox(self):
        versions = outbox.take(sync.BATCH)
        write(documents(list(versions)), versions)

    @rule()
    def work_while_the_server_refuses(self):
        with override_settings(ELASTICSEARCH_URL=CLOSED), suppress(TransportError):
            sync.drain()

    @rule()
    def deliver_an_old_write_late(self):
        versions = dict(IndexState.objects.filter(version__gt=1).values_list("page_id", "version"))
        write({}, {pk: version - 1 for pk, version in versions.items()})

    @rule()
    def rebuild(self):
        rebuild()

    @precondition(lambda self: self.settled)
    @invariant()
    def the_index_is_what_is_published(self):
        ids = ContributionPage.objects.published().values_list("pk", flat=True)
        expected = {pk: as_stored(document) for pk, document in documents(list(ids)).items()}
        assert {pk: held for pk, (_version, held) in stored().items()} == expected


def a_recommendation():
    return Recommendation.objects.get(key="s30-1-a")


@pytest.mark.fault(22)
@pytest.mark.share
def test_the_index_follows_the_database(elasticsearch):
    run(
        Portal,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )

"""How often a decision of the review asks the database."""

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from mail.models import Message
from practices.models import PracticePage
from search.models import IndexState, PageToRetag
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory
from tests.queries import at_most

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes_at_once")]


@pytest.mark.parametrize(
    ("backend", "most"),
    [("search.later.Backend", 60), ("django_tasks.backends.immediate.ImmediateBackend", 70)],
    ids=["Elasticsearch", "embedded engine"],
)
def test_the_last_approval_asks_for_each_thing_once(client, settings, backend, most):
    """Until the answer: publication, trail, mails, outboxes of the search, symbols named.

    Where Elasticsearch answers, its worker also writes the index in which editors search.
    """
    settings.TASKS = {"default": {"BACKEND": backend}}
    author, _other = people.focal_point("ke"), people.focal_point("ke")
    terms = {"chapters": [Chapter.objects.first()]}
    page = PracticeFactory(publish=False, terms=terms, **people.FILLED)
    people.decide(people.submitted(page, author), people.officer())
    client.force_login(people.officer())
    address = people.decision_address(page, "approve")
    client.get(reverse("review", args=[page.pk]))
    page.get_url_parts()  # Wagtail keeps for an hour where its sites begin
    with at_most(most, bounds=18):
        assert client.post(address).status_code == 302
    assert PracticePage.objects.get(pk=page.pk).live
    assert IndexState.objects.get(page_id=page.pk).pending
    assert PageToRetag.objects.filter(page_id=page.pk).exists() is backend.startswith("search")
    last = AuditEntry.objects.filter(page_id=page.pk).first()
    assert (last.action, last.after) == ("published", {"way": "review"})
    assert Message.objects.filter(subject__startswith="Published").count() == 2

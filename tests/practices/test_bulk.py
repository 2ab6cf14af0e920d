"""Contributions published together leave what each leaves that is published by itself."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from audit import trail
from audit.models import AuditEntry
from mail.models import Message
from practices.bulk import publishing
from practices.bulk.adding import add
from practices.models import (
    Annex,
    Link,
    PracticePage,
    PublicationEvent,
    PublicChange,
    StatePage,
)
from practices.publication import IMPORT, PublicationRefusedError
from search.models import IndexState
from taxonomy.models import Chapter, TargetGroup
from tests import people
from tests.factories import StrategyFactory, document_of, state_page

pytestmark = pytest.mark.django_db
MORE = 5  # SQLite takes so many values in one statement, and the rest in another
# What differs between any two pages, and from one moment to the next.
OWN = {
    "pk", "id", "path", "slug", "url_path", "translation_key", "page", "page_ptr",
    "contributionpage_ptr", "live_revision", "latest_revision", "last_published_at",
    "latest_revision_created_at",
}  # fmt: skip


def new_page(slug, title="Ｎaloxone \N{ZERO WIDTH SPACE}for families", **values):
    document = document_of("ke")
    page = PracticePage(title=title, slug=slug, live=False, language="fr", **values)
    page.state = state_page("ke").state
    page.description = "<p>Les familles<script>x</script></p>"
    page.first_published_at = datetime(2022, 1, 10, tzinfo=UTC)
    page.links = [Link(title="Report", url="https://example.org/")]
    page.annexes = [Annex(title="Annex", document=document)]
    page.chapters = Chapter.objects.filter(number__in=(1, 4))
    page.target_groups = TargetGroup.objects.all()[:2]
    return page


def one_by_one(user):
    page = new_page("one-by-one")
    state_page("ke").add_child(instance=page)
    page.save_and_publish(user, IMPORT)
    return PracticePage.objects.get(pk=page.pk)


def together(user, number=1, place="ke"):
    pages = [new_page(f"together-{count}") for count in range(number)]
    for page in pages:
        publishing.check(page)
    publishing.publish_new([(state_page(place), page) for page in pages], user, IMPORT)
    return list(PracticePage.objects.filter(pk__in=[page.pk for page in pages]).order_by("pk"))


def without_own(data):
    if isinstance(data, list):
        return [without_own(item) for item in data]
    if not isinstance(data, dict):
        return data
    return {key: without_own(item) for key, item in data.items() if key not in OWN}


def told(page):
    """Everything that is kept about a page, without what is only its own."""
    number = str(page.pk)
    revisions = Revision.objects.filter(object_id=number)
    log = PageLogEntry.objects.filter(page=page).order_by("pk")
    trail_of_page = AuditEntry.objects.of_page(page).order_by("number")
    references = ReferenceIndex.objects.filter(object_id=number, base_content_type__model="page")
    rows = {
        "page": [without_own(page.serializable_data())],
        "revisions": [without_own(revision.content) for revision in revisions],
        "is live": (page.live_revision, page.latest_revision) == (revisions[0], revisions[0]),
        "whose": revisions.values_list("user", "object_str", "content_type", "base_content_type"),
        "events": PublicationEvent.objects.filter(page_id=page.pk).values_list("kind", "way"),
        "log": log.values_list("action", "label", "user", "data", "content_type", "deleted"),
        "trail": trail_of_page.values_list("action", "actor_name", "page_title", "after"),
        "outbox": IndexState.objects.filter(page_id=page.pk).values_list("pending", "version"),
        "search": IndexEntry.objects.filter(
            object_id=number, content_type=page.content_type
        ).values_list("title", "body", "autocomplete"),
        "references": references.values_list("to_object_id", "model_path").order_by("model_path"),
    }
    return {name: list(found) if found is not True else True for name, found in rows.items()}


def without_number_of_the_document(rows):
    return [path for _number, path in rows]


def test_the_same_is_kept_of_a_page_that_was_published_among_others(indexes_at_once):
    officer = people.officer()
    alone, [among, _other] = told(one_by_one(officer)), map(told, together(officer, 2))
    for rows in (alone, among):
        rows["references"] = without_number_of_the_document(rows["references"])
        for kept in (*rows["page"], *rows["revisions"]):
            assert [annex.pop("document") for annex in kept["annexes"]]
    assert alone == among
    assert alone["search"]
    assert "annexes.item.document" in alone["references"]


def test_the_tree_and_the_trail_are_sound_afterwards():
    state_page("ke").add_child(instance=PracticePage(title="Earlier", slug="earlier", live=False))
    together(None, 3)
    place = state_page("ke")
    assert place.numchild == place.get_children().count() == 4
    assert Page.find_problems() == ([], [], [], [], [])
    assert list(trail.faults()) == []


def test_each_focal_point_hears_of_each():
    person = people.focal_point("ke")
    pages = together(None, 2)
    texts = Message.objects.filter(to=person.email).values_list("body", flat=True)
    assert all(any(page.full_url in text for text in texts) for page in pages)


def test_more_pages_take_no_more_statements():
    together(None)  # what is asked once for a process
    with CaptureQueriesContext(connection) as few:
        publish(3, "few")
    with CaptureQueriesContext(connection) as many:
        publish(12, "many")
    assert len(many) - len(few) < MORE


def publish(number, slug):
    place = state_page("ke")
    pages = [PracticePage(title=slug, slug=f"{slug}-{count}") for count in range(number)]
    publishing.publish_new([(place, page) for page in pages], None, IMPORT)


def test_without_a_way_nothing_becomes_public():
    with pytest.raises(PublicationRefusedError):
        publishing.publish_new([(state_page("ke"), new_page("a"))], None, "")
    assert not PracticePage.objects.exists()


def test_what_refers_to_a_draft_of_another_state_is_refused():
    draft = StrategyFactory(state="fr", publish=False)
    page = type(draft)(title="Later", state=state_page("ke").state, supersedes=draft)
    with pytest.raises(ValidationError) as refused:
        publishing.check(page)
    assert list(refused.value.message_dict) == ["supersedes"]


def test_kept_pages_are_made_anew_after_an_addition():
    before = PublicChange.objects.stamp()
    add([(Page.objects.get(slug="states"), StatePage(title="Another", slug="another"))])
    assert PublicChange.objects.stamp() != before

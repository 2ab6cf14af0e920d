"""A save of a contribution writes all that has changed, and asks nothing of lists that have not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from practices.models import Link, PracticePage
from practices.publication import REVIEW
from taxonomy.models import Chapter
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def link(title):
    return Link(title=title, url="https://example.org/")


@pytest.fixture
def page():
    terms = {"links": [link("First"), link("Second")], "chapters": [Chapter.objects.first()]}
    return read_again(PracticeFactory(terms=terms))


def read_again(page):
    return PracticePage.objects.get(pk=page.pk)


def published_with(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_and_publish(None, REVIEW)
    return read_again(page)


def titles(page):
    return [each.title for each in page.links.all()]


def test_rows_are_added_changed_and_taken_away(page):
    first, second = page.links.all()
    second.title = "Changed"
    page = published_with(page, links=[second, link("Third")])
    assert titles(page) == ["Changed", "Third"]
    assert page.links.first().pk == second.pk
    assert not Link.objects.filter(pk=first.pk).exists()
    page = published_with(page, links=[])
    assert titles(page) == []
    assert titles(published_with(page, links=[link("Again")])) == ["Again"]


def test_terms_are_exchanged_and_taken_away(page):
    last = Chapter.objects.last()
    page = published_with(page, chapters=[last])
    assert list(page.chapters.all()) == [last]
    assert not published_with(page, chapters=[]).chapters.exists()


def test_a_new_slug_leads_to_a_new_address(page):
    page = published_with(page, slug="another")
    assert page.url_path.endswith("/another/")
    assert page.slug == "another"


def test_a_column_that_was_not_read_stays(page):
    published_with(page, summary="A summary.")
    partly = PracticePage.objects.defer("summary").get(pk=page.pk)
    partly.title = "Another title"
    partly.way = REVIEW
    partly.save()
    assert read_again(page).summary == "A summary."


def test_lists_that_are_as_they_were_are_neither_read_nor_written(page):
    page = published_with(page, links=[])
    page.title = "Another title"
    revision = page.save_revision()
    with CaptureQueriesContext(connection) as asked:
        page.publish(revision, way=REVIEW)
    written = [query["sql"] for query in asked if "UNION ALL" not in query["sql"]]
    tables = ("practices_link", "practices_contributionpage_chapters")
    assert not [sql for sql in written if any(table in sql for table in tables)]


def test_a_new_title_is_told_in_the_log_beside_the_publication(page):
    PageLogEntry.objects.all().delete()
    for title in ("Another title", "Another title", "A third"):
        draft = read_again(page)
        draft.title = title
        draft.save_revision()
        page = read_again(page)
        page.publish(page.get_latest_revision(), way=REVIEW)
    published_with(read_again(page), title="A fourth")
    log = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    named = list(log.values_list("action", "label"))
    told = [row for row in named if row[0] in ("wagtail.rename", "wagtail.publish")]
    assert told == [
        ("wagtail.rename", "Another title"),
        ("wagtail.publish", "Another title"),
        ("wagtail.publish", "Another title"),
        ("wagtail.rename", "A third"),
        ("wagtail.publish", "A third"),
        ("wagtail.rename", "A fourth"),
        ("wagtail.publish", "A fourth"),
    ]

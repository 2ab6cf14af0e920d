"""The tests' own database (`database.py`) and Wagtail's indexes in it (`late_indexes.py`)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.search.models import IndexEntry

from practices.models import Annex
from tests.factories import PracticeFactory, document_of


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["the first time", "once more"])
def test_content_comes_back_after_a_test_with_real_transactions(time):
    assert Site.objects.get().root_page.specific.title
    assert Page.objects.filter(slug="ke").exists()
    Site.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize("index", [ReferenceIndex, IndexEntry])
def test_an_index_is_read_as_if_it_had_been_written_at_each_save(index):
    file = document_of("ke")
    page = PracticeFactory(terms={"annexes": [Annex(title="Annex", document=file)]})
    with CaptureQueriesContext(connection) as queries:
        assert index.objects.filter(object_id=page.pk).exists()
    assert len(queries) == 1  # what the portal itself asks is counted, and nothing else
    page.delete()
    assert not index.objects.filter(object_id=page.pk).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("indexes_at_once")
def test_an_index_is_written_at_once_for_a_test_that_says_so():
    with CaptureQueriesContext(connection) as queries:
        PracticeFactory()
    assert any("INTO wagtailsearch_indexentry" in q["sql"].replace('"', "") for q in queries)

"""Files whose text nobody finds are marked: for readers in a word, for the State with help."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from practices.models import Annex
from tests import people
from tests.factories import PracticeFactory
from tests.search.test_file_texts import document

from . import readable

pytestmark = pytest.mark.django_db
MARK = "Not searchable"


@pytest.fixture
def page():
    files = [document(readable.pdf("")), document(readable.pdf("Words that anybody can look for"))]
    titles = ["Scanned", "Written"]
    rows = [Annex(title=title, document=file) for title, file in zip(titles, files, strict=True)]
    page = PracticeFactory(terms={"annexes": rows})
    call_command("read_files")
    return page


def test_readers_see_which_file_is_not_searchable(client, page):
    answer = BeautifulSoup(client.get(page.url).content, "html.parser")
    items = answer.select("ul.files > li")
    assert [MARK in item.text for item in items] == [True, False]


def test_the_focal_point_reads_what_helps(page):
    client = Client()
    client.force_login(people.focal_point("ke"))
    answer = client.get(reverse("submission_material", args=[page.pk])).content.decode()
    assert answer.count(MARK) == 1
    assert "text recognition" in answer


def test_files_of_a_page_are_read_together(client, page, django_assert_max_num_queries):
    client.get(page.url)
    with django_assert_max_num_queries(60) as counted:
        client.get(page.url)
    own = [query["sql"] for query in counted if "uploads_filetext" in query["sql"]]
    assert len(own) == 1

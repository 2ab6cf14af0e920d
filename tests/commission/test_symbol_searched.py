"""A search for a symbol leads to its document first, whatever else is found."""

import pytest
from bs4 import BeautifulSoup

from commission.symbol_links import documents_named
from tests.commission import record
from tests.factories import PracticeFactory
from tests.queries import at_most
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


def documents(client, address):
    page = BeautifulSoup(client.get(address).content, "lxml")
    return [(link.text, link["href"]) for link in page.select(".hits__document a")]


def make_report():
    page = record.document("E/CN.7/2020/9", "Subsidiary bodies")
    return page.title, page.url


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker):
    yield from shared(make_report, django_db_blocker)


@pytest.mark.parametrize(
    "asked",
    [
        "E/CN.7/2020/9",
        "e cn 7 2020 9",
        "E/CN7/2020/9*",
        "E%EF%BC%8FCN.7%EF%BC%8F2020%EF%BC%8F9",
        "naloxone E/CN.7/2020/9 Kenya",
        "E/CN.7/2020/9&type=practice&state=ke",
    ],
)
def test_the_document_comes_first(client, report, asked):
    assert documents(client, f"/search/?q={asked}") == [report]


def test_several_documents_that_one_search_names(client, report):
    record.document("CND res. 60/1", "Preparations")
    found = documents(client, "/search/?q=E/CN.7/2020/9+or+CND+res.+60/1")
    assert [title for title, _url in found] == ["Subsidiary bodies", "Preparations"]


@pytest.mark.parametrize("asked", ["E/CN.7/2020/91", "2020/9", "naloxone", "24/7 and/or"])
def test_other_searches_name_none(client, report, asked):
    assert documents(client, f"/search/?q={asked}") == []


def test_a_draft_is_not_named(client):
    record.document("E/CN.7/2020/8", "Not public", publish=False)
    assert documents(client, "/search/?q=E/CN.7/2020/8") == []
    assert b"Not public" not in client.get("/search/?q=E/CN.7/2020/8").content


def test_words_alone_cost_nothing_more(client, report):
    with at_most(0):
        assert documents_named("naloxone and/or methadone 2019") == []
    PracticeFactory(title="E/CN.7/2020/9 in practice")
    titles = BeautifulSoup(client.get("/search/?q=E/CN.7/2020/9").content, "html.parser")
    assert "in practice" in titles.select_one(".entries").text

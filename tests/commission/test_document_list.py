"""The list of documents: what narrows it, and what it costs."""

from datetime import date

import pytest

from commission.models import DocumentPage
from tests.commission import record
from tests.commission.test_document_pages import shown, texts
from tests.queries import at_most
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


def make_documents():
    cnd, honlea = record.body(), record.body("honlea-africa", "HONLEA, Africa")
    record.document("E/CN.7/2020/9", "Subsidiary bodies", body=cnd, date=date(2019, 12, 20))
    record.document("E/CN.7/2020/CRP.1", "Summary by the Chair", body=cnd)
    record.document("E/CN.7/2022/3/Add.1", "More", body=cnd)
    record.document("UNODC/HONLAF/30/3", "Implementation", body=honlea, date=date(2020, 8, 7))
    record.document("A/RES/67/193", "A resolution")
    record.document("E/CN.7/2020/10", "Draft", publish=False)


@pytest.fixture(scope="module")
def several(django_db_setup, django_db_blocker):
    yield from shared(make_documents, django_db_blocker)


def test_a_symbol_in_any_spelling_leads_to_its_document(client, several):
    address = DocumentPage.objects.get(symbol="E/CN.7/2020/9").url
    for written in ("E/CN.7/2020/9", "e cn 7 2020 9", "E%EF%BC%8FCN.7/2020/9*", "E_CN.7_2020_9"):
        response = client.get(f"/documents/?symbol={written}")
        assert (written, response.status_code, response["Location"]) == (written, 302, address)
        in_french = client.get(f"/fr/documents/?symbol={written}")
        assert in_french["Location"] == f"/fr{address}"


NARROWED = {
    "": [
        "E/CN.7/2022/3/Add.1", "E/CN.7/2020/9", "E/CN.7/2020/CRP.1", "UNODC/HONLAF/30/3",
        "A/RES/67/193",
    ],
    "body=honlea-africa": ["UNODC/HONLAF/30/3"],
    "year=2020&body=cnd": ["E/CN.7/2020/9", "E/CN.7/2020/CRP.1"],
    "kind=CRP": ["E/CN.7/2020/CRP.1"],
    "kind=Add": ["E/CN.7/2022/3/Add.1"],
    "kind=RES": ["A/RES/67/193"],
    "symbol=e/cn7/2022/3": ["E/CN.7/2022/3/Add.1"],
    "symbol=chair": ["E/CN.7/2020/CRP.1"],
    "symbol=E/CN.7/1999/1": [],
}  # fmt: skip


def test_the_list_is_narrowed(client, several):
    found = {
        query: texts(shown(client, f"/documents/?{query}"), ".entry__state") for query in NARROWED
    }
    assert found == NARROWED


def test_nothing_in_an_address_is_refused(client, several):
    strange = "/documents/?body=x&year=9999&kind=%00&page=-1&symbol=" + "%F0%9F%92%8A" * 300
    assert len(shown(client, strange).select(".entry")) == 5
    assert "“A/9/9”" in shown(client, "/documents/?symbol=A/9/9").select_one(".notice").text


@pytest.mark.slow
def test_the_list_costs_the_same_for_many(client, several, monkeypatch):
    monkeypatch.setattr("commission.document_list.PER_PAGE", 10)
    client.get("/documents/")
    with at_most(40) as few:
        client.get("/documents/")
    for number in range(20, 30):
        record.document(f"E/CN.7/2021/{number}", body=record.body())
    client.get("/documents/")
    with at_most(len(few)):
        page = shown(client, "/documents/")
    assert len(page.select(".entry")) == 10
    assert page.select_one('a[rel="next"]')["href"].endswith("page=2")
    assert len(shown(client, "/documents/?page=2").select(".entry")) == 5

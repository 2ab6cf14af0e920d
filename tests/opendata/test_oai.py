"""OAI-PMH as a harvester meets it.

The official schema files are not at hand, so what they demand is written out here: elements, their
order, and the form of dates and identifiers.
"""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from wagtail.models import Page

from opendata.models import PublicRecord
from opendata.oai import records
from tests.factories import PracticeFactory, StrategyFactory
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
NS = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
OAI = f"{{{NS['oai']}}}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
IDENTIFIER = re.compile(r"oai:[a-zA-Z][a-zA-Z0-9.\-]*:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+")
NAME = r"[A-Za-z0-9\-_.!~*'()]+"
REQUEST = {
    "verb": re.compile("Identify|ListMetadataFormats|ListSets|GetRecord|List(Identifiers|Records)"),
    "identifier": re.compile(".*", re.DOTALL),
    "metadataPrefix": re.compile(NAME),
    "from": re.compile(rf"\d{{4}}-\d\d-\d\d|{MOMENT.pattern}"),
    "until": re.compile(rf"\d{{4}}-\d\d-\d\d|{MOMENT.pattern}"),
    "set": re.compile(f"{NAME}(:{NAME})*"),
    "resumptionToken": re.compile(".*", re.DOTALL),
}
DC = {
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type",
    "format", "identifier", "source", "language", "relation", "coverage", "rights",
}  # fmt: skip
ALL = "verb=ListRecords&metadataPrefix=oai_dc"


@pytest.fixture(autouse=True)
def _generous(settings):
    settings.OPEN_DATA_REQUESTS = 10_000


def names(element):
    return [child.tag.removeprefix(OAI) for child in element]


def ask(client, query):
    answer = client.get(f"/oai/?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314  our own
    check(root)
    return root


def check(root):
    assert root.tag == f"{OAI}OAI-PMH"
    assert names(root)[:2] == ["responseDate", "request"]
    assert len(root) == 3 or set(names(root)[2:]) == {"error"}
    assert MOMENT.fullmatch(root[0].text)
    for name, value in root[1].attrib.items():
        assert REQUEST[name].fullmatch(value)
    for header in root.iter(f"{OAI}header"):
        check_header(header)
    for record in root.iter(f"{OAI}record"):
        is_gone = record[0].get("status") == "deleted"
        assert names(record) == (["header"] if is_gone else ["header", "metadata"])
    for dublin_core in root.iter(f"{{{NS['oai_dc']}}}dc"):
        assert {child.tag for child in dublin_core} <= {f"{{{NS['dc']}}}{name}" for name in DC}
        assert all(set(child.attrib) <= {XML_LANG} and not len(child) for child in dublin_core)


def check_header(header):
    assert names(header) == ["identifier", "datestamp", "setSpec"]
    assert IDENTIFIER.fullmatch(header[0].text)
    assert MOMENT.fullmatch(header[1].text)
    assert header.get("status") in (None, "deleted")


def titles(root):
    return [each.text for each in root.iterfind(".//dc:title", NS)]


def error(root):
    return root.find("oai:error", NS).get("code")


def make_published():
    pages = [PracticeFactory(title="Practice \x0b zorga", state="ke"), StrategyFactory(title="Law")]
    call_command("gather_news")
    return pages


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    yield from shared(make_published, django_db_blocker)


def test_it_says_who_it_is(client, published):
    identify = ask(client, "verb=Identify").find("oai:Identify", NS)
    assert names(identify) == [
        "repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp",
        "deletedRecord", "granularity", "description",
    ]  # fmt: skip
    assert re.fullmatch(r"\S+@(\S+\.)+\S+", identify.find("oai:adminEmail", NS).text)
    assert identify.find("oai:deletedRecord", NS).text in ("no", "transient", "persistent")
    assert MOMENT.fullmatch(identify.find("oai:earliestDatestamp", NS).text)


def test_all_six_verbs_answer(client, published):
    identifier = records.oai_identifier(published[0].pk)
    for query, element in {
        "verb=Identify": "Identify",
        "verb=ListMetadataFormats": "ListMetadataFormats",
        f"verb=ListMetadataFormats&identifier={identifier}": "ListMetadataFormats",
        "verb=ListSets": "ListSets",
        "verb=ListIdentifiers&metadataPrefix=oai_dc": "ListIdentifiers",
        ALL: "ListRecords",
        f"verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}": "GetRecord",
    }.items():
        assert names(ask(client, query))[2] == element
    answer = client.post("/oai/", {"verb": "ListRecords", "metadataPrefix": "oai_dc"})
    assert b"zorga" in answer.content


def test_a_record_holds_dublin_core(client, published):
    identifier = records.oai_identifier(published[0].pk)
    root = ask(client, f"verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}")
    assert titles(root) == ["Practice zorga"]
    assert root.find(".//dc:creator", NS).text == "Kenya"
    assert root.find(".//dc:identifier", NS).text.endswith(f"/id/{published[0].pk}/")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nonsense", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=x", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        (f"{ALL}&from=yesterday", "badArgument"),
        (f"{ALL}&from=2026-13-01", "badArgument"),
        (f"{ALL}&from=2026-01-01&until=2026-01-01T00:00:00Z", "badArgument"),
        (f"{ALL}&from=2026-02-01&until=2026-01-01", "badArgument"),
        (f"{ALL}&until=1999-01-01", "noRecordsMatch"),
        (f"{ALL}&set=nothing", "noRecordsMatch"),
        (f"{ALL}&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:0", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%FF", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai%20dc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=", "cannotDisseminateFormat"),
        (f"{ALL}&set=%D8%A3%20b", "noRecordsMatch"),
    ],
)
def test_each_mistake_has_the_protocols_own_name(client, published, query, code):
    assert error(ask(client, query)) == code


def test_a_long_list_comes_in_parts_that_miss_and_repeat_nothing(client, published, monkeypatch):
    monkeypatch.setattr(records, "BATCH", 2)
    for number in range(3):
        PracticeFactory(title=f"Zorga {number}")
    call_command("gather_news")
    seen, query, parts = [], ALL, 0
    while query:
        root = ask(client, query)
        seen += titles(root)
        token = root.find(".//oai:resumptionToken", NS)
        assert token.get("completeListSize") == "5"
        assert token.get("cursor") == str(parts * 2)
        parts += 1
        query = token.text and f"verb=ListRecords&resumptionToken={token.text}"
    assert parts == 3
    assert sorted(seen) == ["Law", "Practice zorga", "Zorga 0", "Zorga 1", "Zorga 2"]


def test_a_second_harvest_brings_what_changed_and_what_is_gone(client, published):
    before = PublicRecord.objects.get(page_id=published[0].pk).changed_at
    earlier = before - timedelta(days=1)
    PublicRecord.objects.update(changed_at=earlier)
    Page.objects.get(pk=published[0].pk).specific.unpublish()
    call_command("gather_news")
    root = ask(client, f"{ALL}&from={before:%Y-%m-%dT%H:%M:%SZ}")
    (header,) = root.iter(f"{OAI}header")
    assert header.get("status") == "deleted"
    assert header[0].text == records.oai_identifier(published[0].pk)


def test_sets_are_practices_and_strategies(client, published):
    assert titles(ask(client, f"{ALL}&set=strategy")) == ["Law"]

"""The Commission's record and pledges leave the portal by the same doors as practices."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from commission.models import (
    DocumentFile,
    InterventionPage,
    JointSymbol,
    Organization,
    Panellist,
    Reply,
    Segment,
)
from opendata import news
from opendata.api import api
from opendata.exports.rows import COLUMNS, RECORD_COLUMNS, columns_of
from opendata.kinds import KINDS
from opendata.models import Delivery, PublicRecord, PublicVersion, Webhook
from opendata.oai.arguments import SETS
from practices.models.pledge import ProgressNote
from search.kinds import KINDS as SEARCHED
from search.kinds import Side, keys_of
from search.query import RECORD
from taxonomy.models import Challenge
from tests.commission import record
from tests.factories import PledgeFactory, PracticeFactory, member_state
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TYPES = "&".join(f"type={key}" for key in RECORD)


@pytest.fixture(autouse=True)
def _generous(settings, tmp_path):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000
    settings.OPEN_DATA_DIR = tmp_path


def make_pages():
    """{type: a public page of it}, all on one challenge; a practice and a strategy aside."""
    on = {"challenges": [Challenge.objects.get(slug="hiv-hcv")]}
    meeting = record.meeting("Thematic session", last_day=date(2019, 10, 18), place="Vienna", **on)
    vngoc = Organization.objects.create(slug="vngoc", label_en="VNGOC", kind="civil_society")
    made = {"meeting": meeting}
    for kind in ("statement", "presentation", "video"):
        made[kind] = record.intervention(
            meeting, f"A {kind}", kind, state="ke", slug=kind, spoken="fr", **on
        )
    made["written"] = record.intervention(
        meeting, "A paper", "written", organization=vngoc, slug="written", **on
    )
    made["document"] = record.document("E/CN.7/2020/9", "Report", date=date(2020, 1, 2), **on)
    made["recommendation"] = record.recommendation(meeting, addressees="Governments", **on)
    made["call"] = record.call(meeting, deadline=date(2019, 9, 1), **on)
    made["pledge"] = PledgeFactory(
        title="A pledge", state="fr", pledged_on=date(2024, 3, 14), occasion="Segment", terms=on
    )
    return made


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    yield from shared(make_pages, django_db_blocker)


def get(client, address, **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, (address, answer.content[:300])
    return b"".join(answer) if answer.streaming else answer.content


def read(client, address, **headers):
    return json.loads(get(client, address, **headers))


def test_every_type_of_the_search_has_its_place_in_the_open_data():
    assert list(KINDS) == [kind.key for kind in SEARCHED]
    assert len({kind.path for kind in KINDS.values()}) == len(KINDS)
    assert {kind.set_spec for kind in KINDS.values()} < set(SETS)
    paths = api.get_openapi_schema()["paths"]
    for kind in KINDS.values():
        assert f"/api/v1/{kind.path}" in paths
        assert f"/api/v1/{kind.path}/{{pk}}" in paths


def test_each_type_is_listed_and_told_by_the_api(client, pages):
    for key, page in pages.items():
        path = f"/api/v1/{KINDS[key].path}"
        (found,) = read(client, path)["results"]
        assert (found["id"], found["type"], found["kind"]) == (page.pk, key, "")
        one = read(client, f"{path}/{page.pk}")
        assert one.items() >= {k: v for k, v in found.items() if k != "all_words"}.items()
        assert one == read(client, f"/api/v1/contributions/{page.pk}")
        assert client.get(f"/api/v1/practices/{page.pk}").status_code == 404
    everything = read(client, f"/api/v1/search?{TYPES}")
    assert {each["type"]: each["id"] for each in everything["results"]} == {
        key: page.pk for key, page in pages.items()
    }
    assert read(client, "/api/v1/search")["total"] == 0


def test_what_the_api_tells_of_a_meeting_and_of_what_was_said_there(client, pages):
    meeting = pages["meeting"]
    segment = Segment.objects.create(page=meeting, title="Day one", verified=True)
    Segment.objects.create(page=meeting, title="Recalled", verified=False)
    for name, is_public in (("Known", True), ("Hidden", False)):
        Panellist.objects.create(
            segment=segment, nominated_by="group", name=name, is_name_public=is_public
        )
    told = read(client, f"/api/v1/meetings/{meeting.pk}")
    assert (told["date"], told["last_day"], told["place"]) == ("2019-10-16", "2019-10-18", "Vienna")
    assert told["body"]["key"] == "cnd"
    (day_one,) = told["programme"]
    assert [each["name"] for each in day_one["panellists"]] == ["Known", ""]
    said = read(client, f"/api/v1/statements/{pages['statement'].pk}")
    assert said["meeting"]["id"] == meeting.pk
    assert (said["state"]["code"], said["organization"], said["spoken"]) == ("ke", None, "fr")
    paper = read(client, f"/api/v1/written-contributions/{pages['written'].pk}")
    assert paper["organization"] == {"key": "vngoc", "label": "VNGOC", "kind": "civil_society"}


def test_what_the_api_tells_of_documents_recommendations_and_pledges(client, pages):
    document = pages["document"]
    JointSymbol.objects.create(page=document, symbol="E/2020/28", symbol_key="e/2020/28")
    DocumentFile.objects.create(page=document, language="fr", url="https://example.org/fr.pdf")
    Reply.objects.create(
        page=pages["recommendation"], state=member_state("ke"), year=2021, status="done"
    )
    ProgressNote.objects.create(page=pages["pledge"], day=date(2025, 1, 1), text="Begun")
    told = read(client, f"/api/v1/documents/{document.pk}")
    assert (told["symbol"], told["joint_symbols"]) == ("E/CN.7/2020/9", ["E/2020/28"])
    assert told["files"] == [{"language": "fr", "url": "https://example.org/fr.pdf"}]
    told = read(client, f"/api/v1/body-recommendations/{pages['recommendation'].pk}")
    (reply,) = told["replies"]
    assert (reply["state"], reply["year"], reply["status"]) == ("ke", 2021, "done")
    told = read(client, f"/api/v1/pledges/{pages['pledge'].pk}")
    assert (told["date"], told["occasion"], told["state"]["code"]) == (
        "2024-03-14",
        "Segment",
        "fr",
    )
    assert told["progress"] == [{"day": "2025-01-01", "text": "Begun"}]


def test_a_table_of_the_record_has_columns_of_its_own(client, pages):
    text = get(client, f"/search/export.csv?{TYPES}").decode().removeprefix("\ufeff")
    rows = {row["type"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows["meeting"]) == list(RECORD_COLUMNS)
    assert rows.keys() == pages.keys()
    statement = rows["statement"]
    assert statement["date"] == "2019-10-16"
    assert statement["meeting"].endswith(f"/id/{pages['meeting'].pk}/")
    assert (statement["state"], statement["meeting_title"]) == ("ke", "Thematic session")
    assert rows["document"]["symbol"] == "E/CN.7/2020/9"
    assert rows["written"]["organization_name"] == "VNGOC"
    assert rows["pledge"]["occasion"] == "Segment"
    lines = get(client, "/search/export.jsonl?type=statement").decode().splitlines()
    assert json.loads(lines[0])["challenges"] == ["hiv-hcv"]
    book = load_workbook(io.BytesIO(get(client, "/search/export.xlsx?type=meeting")))
    assert [cell.value for cell in book.active[1]] == list(RECORD_COLUMNS)


def test_a_table_of_practices_is_what_it_was(client, pages):
    PracticeFactory()
    answer = client.get("/search/export.csv")
    lines = b"".join(answer).decode().removeprefix("\ufeff").splitlines()
    assert next(csv.reader(lines)) == list(COLUMNS)
    assert "practices.csv" in answer["Content-Disposition"]
    assert set(columns_of(keys_of(*Side))) == {*COLUMNS, *RECORD_COLUMNS}
    assert "record.csv" in client.get("/search/export.csv?type=video")["Content-Disposition"]


CITED = {
    "meeting": ("CONF", "@misc{", "event", "Event"),
    "statement": ("CPAPER", "@misc{", "speech", "CreativeWork"),
    "presentation": ("SLIDE", "@misc{", "speech", "PresentationDigitalDocument"),
    "video": ("VIDEO", "@misc{", "motion_picture", "VideoObject"),
    "written": ("CPAPER", "@misc{", "report", "CreativeWork"),
    "document": ("RPRT", "@techreport{", "report", "Report"),
    "recommendation": ("GOVDOC", "@misc{", "report", "CreativeWork"),
    "call": ("GOVDOC", "@misc{", "report", "CreativeWork"),
    "pledge": ("GOVDOC", "@misc{", "report", "CreativeWork"),
}


def test_each_type_is_cited_as_what_it_is(client, pages):
    for key, (ris, bibtex, csl, schema_org) in CITED.items():
        address = f"/id/{pages[key].pk}/reference."
        assert get(client, address + "ris").decode().startswith(f"TY  - {ris}\r\n")
        assert get(client, address + "bib").decode().startswith(bibtex)
        (item,) = read(client, address + "json")
        assert item["type"] == csl
        assert read(client, address + "jsonld")["@type"] == schema_org
    (item,) = read(client, f"/id/{pages['statement'].pk}/reference.json")
    assert item["author"] == [{"literal": "Kenya"}]
    assert item["issued"] == {"date-parts": [[2019, 10, 16]]}
    assert item["event-title"] == "Thematic session"
    (item,) = read(client, f"/id/{pages['document'].pk}/reference.json")
    assert item["number"] == "E/CN.7/2020/9"
    assert item["author"] != "Kenya"


def test_a_meeting_is_an_event_and_what_was_said_was_recorded_there(client, pages):
    event = read(client, f"/id/{pages['meeting'].pk}/reference.jsonld")
    assert (event["startDate"], event["endDate"]) == ("2019-10-16", "2019-10-18")
    assert event["location"] == {"@type": "Place", "name": "Vienna"}
    assert event["organizer"]["name"] == "Commission on Narcotic Drugs"
    said = read(client, f"/id/{pages['statement'].pk}/reference.jsonld")
    assert said["recordedAt"]["@id"] == event["@id"]
    assert said["creator"]["name"] == "Kenya"
    paper = read(client, f"/id/{pages['written'].pk}/reference.jsonld")
    assert paper["creator"] == {"@type": "Organization", "name": "VNGOC"}
    assert read(client, f"/id/{pages['document'].pk}/reference.jsonld")["reportNumber"]


def test_of_a_date_no_more_is_told_than_is_known(client):
    page = record.meeting("Round", "round", date=date(2016, 10, 1), precision="month")
    address = f"/id/{page.pk}/reference."
    assert "DA  - 2016/10//" in get(client, address + "ris").decode()
    assert read(client, address + "json")[0]["issued"] == {"date-parts": [[2016, 10]]}
    assert "startDate" not in read(client, address + "jsonld")
    assert '"startDate"' not in get(client, page.url).decode()


def harvested(client, query):
    text = get(client, f"/oai/?verb=ListRecords&metadataPrefix=mods&{query}").decode()
    return text, text.count("<record>")


def test_harvesters_find_the_record_in_sets(client, pages):
    practice = PracticeFactory(title="A practice")
    call_command("gather_news")
    assert harvested(client, "")[1] == len(pages) + 1
    text, number = harvested(client, "set=practice")
    assert number == 1
    assert f"/id/{practice.pk}/" in text
    assert harvested(client, "set=record")[1] == len(pages)
    for key, page in pages.items():
        text, number = harvested(client, f"set=record:{key}")
        assert number == 1
        assert f"<setSpec>record:{key}</setSpec>" in text
        assert f"/id/{page.pk}/" in text
    said = harvested(client, "set=record:video")[0]
    assert '<relatedItem type="host">' in said
    assert "moving image" in said
    sets = get(client, "/oai/?verb=ListSets").decode()
    assert all(f"<setSpec>{spec}</setSpec>" in sets for spec in SETS)


def test_the_ledger_keeps_versions_of_the_record(client, pages):
    call_command("gather_news")
    kinds = dict(PublicRecord.objects.values_list("page_id", "kind"))
    assert kinds == {page.pk: key for key, page in pages.items()}
    assert set(PublicVersion.objects.values_list("page_id", flat=True)) == set(kinds)
    for page in pages.values():
        assert page.title in get(client, f"/id/{page.pk}/v1/").decode()
    InterventionPage.objects.get(pk=pages["video"].pk).unpublish()
    call_command("gather_news")
    assert client.get(f"/id/{pages['video'].pk}/").status_code == 410


def test_only_partners_who_want_it_are_told_of_the_record(pages):
    practice = PracticeFactory()
    for name, with_record in (("shared", False), ("all", True)):
        Webhook.objects.create(name=name, url="https://example.org", with_record=with_record)
    news.gather()
    told = {
        name: set(Delivery.objects.filter(webhook__name=name).values_list("page_id", flat=True))
        for name in ("shared", "all")
    }
    assert told == {
        "shared": {practice.pk},
        "all": {practice.pk, *(page.pk for page in pages.values())},
    }


def test_the_feed_of_a_search_of_the_record(client, pages):
    text = get(client, "/search/feed/?type=statement").decode()
    assert text.count("<entry") == 1
    assert f"/id/{pages['statement'].pk}/" in text
    assert "<entry" not in get(client, "/search/feed/").decode()


def test_the_nightly_files_hold_the_record_beside_what_was_shared(client, pages):
    practice = PracticeFactory()
    call_command("dump_open_data", verbosity=0)
    tables = {
        name: {json.loads(line)["id"] for line in get(client, address).decode().splitlines()}
        for name in ("contributions", "record")
        if (address := f"/open-data/dump/{name}.jsonl")
    }
    assert tables == {
        "contributions": {f"gpp-{practice.pk}"},
        "record": {f"gpp-{page.pk}" for page in pages.values()},
    }
    catalogue = read(client, "/api/v1/dataset")
    shared, of_record = catalogue["dcat:dataset"]
    files = [
        {each["dct:title"]["@value"] for each in dataset["dcat:distribution"]}
        for dataset in (shared, of_record)
    ]
    assert "contributions.csv" in files[0] - files[1]
    assert "record.csv" in files[1] - files[0]
    package = read(client, "/open-data/dump/datapackage.json")
    fields = {each["name"]: each.get("schema") for each in package["resources"]}
    assert [each["name"] for each in fields["record"]["fields"]] == list(RECORD_COLUMNS)

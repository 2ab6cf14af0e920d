"""What released programs for libraries, citations and feeds read from the portal."""

import json
import re
from datetime import timedelta

import bibtexparser
import feedparser
import httpx2
import pytest
import requests
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from bs4 import BeautifulSoup
from django.core.management import call_command
from oaipmh_scythe import Scythe
from pybtex.database import parse_string
from requests.adapters import BaseAdapter
from sickle import Sickle

from opendata.models import PublicRecord
from opendata.oai import records
from portal.wsgi import application
from taxonomy.models import Chapter
from tests.factories import PracticeFactory
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TITLES = {
    "ar": "الوقاية، والعلاج {من} الإدمان",
    "zh": "预防、治疗 & 康复",
    "en": "50 % of {all} \\ “users” -- open {, $5_a #1",
    "fr": "Prévention, traitement ; été} fin",
    "ru": "Профилактика, «лечение»",
    "es": "¿Qué funciona? ~ Año",
}


class DjangoAdapter(BaseAdapter):
    """Carries the requests of a client to the portal, in the transaction of the test."""

    def __init__(self, client):
        super().__init__()
        self.client = client
        self.statuses = []

    def send(self, request, **options):
        answer = self.client.get(request.path_url)
        self.statuses.append(answer.status_code)
        response = requests.Response()
        response.status_code = answer.status_code
        response.request, response.url = request, request.url
        response._content = answer.getvalue()
        response.headers.update(answer.headers)
        return response

    def close(self):
        pass


@pytest.fixture(autouse=True)
def _generous(settings):
    settings.OPEN_DATA_REQUESTS = 1000


def make_pages():
    """{language: a page in it}"""
    chapters = list(Chapter.objects.order_by("number"))
    pages = {
        code: PracticeFactory(
            title=title, language=code, summary=f"{title} " * 100, terms={"chapters": chapters}
        )
        for code, title in TITLES.items()
    }
    call_command("gather_news")
    return pages


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    yield from shared(make_pages, django_db_blocker)


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_sickle_harvests_all_though_it_is_slowed_down(client, pages, settings, monkeypatch, prefix):
    settings.OPEN_DATA_REQUESTS = 2
    settings.DEFAULT_FROM_EMAIL = "Good Practice Portal <portal@example.org>"
    monkeypatch.setattr(records, "BATCH", 2)
    clock = [1_800_000_000]
    monkeypatch.setattr("opendata.throttle.time.time", lambda: clock[0])
    # Sickle waits by the same module `time`: waiting moves the clock.
    monkeypatch.setattr("time.sleep", lambda wait: clock.__setitem__(0, clock[0] + int(wait)))
    adapter = DjangoAdapter(client)
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *args, **options: adapter)
    sickle = Sickle("http://testserver/oai/", max_retries=2)
    assert sickle.Identify().adminEmail == "portal@example.org"
    text = "".join(record.raw for record in sickle.ListRecords(metadataPrefix=prefix))
    assert text.count("</record>") == len(TITLES)
    assert 503 in adapter.statuses
    assert all(f'xml:lang="{code}"' in text for code in TITLES)


def test_a_token_survives_that_all_that_was_left_has_changed(client, pages, monkeypatch):
    monkeypatch.setattr(records, "BATCH", 4)
    last = PublicRecord.objects.latest("changed_at").changed_at
    until = last.strftime("%Y-%m-%dT%H:%M:%SZ")
    first = client.get(f"/oai/?verb=ListRecords&metadataPrefix=oai_dc&until={until}")
    token = re.search(r"<resumptionToken[^>]*>([^<]+)<", first.content.decode())[1]
    PublicRecord.objects.update(changed_at=last + timedelta(hours=1))
    second = client.get("/oai/", {"verb": "ListRecords", "resumptionToken": token})
    assert b"<error" not in second.content


def test_references_are_read_back_whole(client, pages):
    for code, page in pages.items():
        ris = rispy.loads(client.get(f"/id/{page.pk}/reference.ris").content.decode())[0]
        (csl,) = json.loads(client.get(f"/id/{page.pk}/reference.json").content)
        assert ris["title"] == csl["title"] == TITLES[code]
        assert ris["abstract"] == csl["abstract"] == page.summary.strip()
        assert ris["authors"] == [csl["author"][0]["literal"]] == ["Kenya"]
        labels = [chapter.label for chapter in page.chapters.all()]
        assert ris["keywords"] == labels
        bibtex = client.get(f"/id/{page.pk}/reference.bib").content.decode()
        check_bibtex(bibtex, page, len(labels))


def check_bibtex(text, page, keywords):
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    title = library.entries[0].fields_dict["title"].value
    assert title.removeprefix("{").removesuffix("}").split() == page.title.split()
    entry = parse_string(text, "bibtex").entries[f"gpp-{page.pk}"]
    assert entry.fields["year"] == str(page.first_published_at.year)
    assert len(re.split(r"[,;]", entry.fields["keywords"])) == keywords
    assert entry.fields["url"].endswith(f"/id/{page.pk}/")
    assert str(entry.persons["author"][0]).strip("{}") == "Kenya"


def test_a_page_says_how_it_is_cited(client, pages):
    page = pages["ar"]
    answer = client.get(f"/practices/ke/{page.slug}/")
    soup = BeautifulSoup(answer.content, "html.parser")
    named = {meta["name"]: meta["content"] for meta in soup.find_all("meta", attrs={"name": True})}
    assert named["citation_title"] == named["DC.title"] == page.title
    assert named["citation_language"] == named["DC.language"] == "ar"
    assert named["DC.description"] == page.summary.strip()
    assert f'/id/{page.pk}/>; rel="cite-as"' in answer["Link"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert '/v1/>; rel="latest-version"' in client.get(f"/id/{page.pk}/v1/")["Link"]


def test_an_identifier_leads_to_the_form_that_is_preferred(client, pages):
    page = pages["en"]
    for accept, end in {
        "text/html,*/*;q=0.8": f"{page.slug}/",
        "application/x-bibtex": ".bib",
        "application/ld+json;q=0.9, application/x-research-info-systems": ".ris",
        "application/ld+json, text/html;q=0.5": ".jsonld",
        "application/vnd.citationstyles.csl+json": ".json",
    }.items():
        answer = client.get(f"/id/{page.pk}/", headers={"Accept": accept})
        assert answer.status_code == 303
        assert answer["Location"].endswith(end)
        assert "Accept" in answer["Vary"]


def test_feedparser_finds_plain_text_in_each_language(client, pages):
    answer = client.get("/search/feed/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    feed = feedparser.parse(client.get("/search/feed/").content)
    assert feed.bozo == 0
    details = [entry.title_detail for entry in feed.entries]
    details += [entry.summary_detail for entry in feed.entries]
    assert {detail.type for detail in details} == {"text/plain"}
    assert {detail.language for detail in details} == set(TITLES)


def test_the_api_catalogue_leads_to_what_answers(client):
    items, api, oai = client.get("/.well-known/api-catalog").json()["linkset"]
    assert {item["href"] for item in items["item"]} == {api["anchor"], oai["anchor"]}
    for target in (api["service-desc"][0], api["service-doc"][0], oai["service-desc"][0]):
        assert client.get(target["href"].removeprefix("http://localhost:8000")).status_code == 200


def test_scythe_harvests_all(pages, monkeypatch):
    monkeypatch.setattr(records, "BATCH", 4)
    with Scythe("http://localhost:8000/oai/") as scythe:
        scythe._client = httpx2.Client(transport=httpx2.WSGITransport(app=application))
        found = list(scythe.list_records(metadata_prefix="oai_dc"))
    assert {record.metadata["title"][0] for record in found} == set(TITLES.values())

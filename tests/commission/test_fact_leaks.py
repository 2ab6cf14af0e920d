"""Of the real facts, what no source of the United Nations says is in no output."""

from contextlib import closing
from html import unescape
from urllib.parse import quote

import pytest
from django.core.management import call_command

from commission import facts
from commission.facts import files
from commission.models import Body, MeetingPage
from tests.nightly import NIGHTLY
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEARCHED = ("Tirana", "Appleby", "issup", "Way forward", "road to 2029", "autumn 2025", "cndblog")
TEXTS = {"meetings": "title", "segments": "title"}


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup, django_db_blocker):
    yield from shared(facts.load, django_db_blocker)


@pytest.fixture(autouse=True)
def _generous(settings):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000


def secrets():
    """Titles of uncertain rows that no certain row has, and the notes to be confirmed."""
    found = set()
    for name, column in TEXTS.items():
        rows = list(files.rows(name))
        certain = {row[column] for row in rows if files.is_public(row)}
        found |= {row[column] for row in rows if row[column] not in certain}
    found -= {"Other substantive matters"}  # also in the note of a workplan, from a certain source
    for name in ("bodies", "meetings", "segments"):
        found |= {row["unconfirmed"] for row in files.rows(name) if row["unconfirmed"]}
    uncertain = (row for name in ("meetings", "segments", "figures") for row in files.rows(name))
    found |= {row["source"] for row in uncertain if not files.is_public(row)}
    return found


def addresses():
    yield from ("/", "/meetings/", "/ar/meetings/", "/meetings/bodies/", "/meetings/workplan/")
    yield from ("/meetings/calendar.ics", "/sitemap-pages.xml", "/sitemap-lists.xml")
    yield from (f"/meetings/bodies/{code}/" for code in Body.objects.values_list("code", flat=True))
    yield from (f"/meetings/{slug}/" for slug in meetings())
    yield from ("/api/v1/search?type=meeting&page_size=100", "/search/feed/?type=meeting")
    yield from (f"/search/export.{form}?type=meeting" for form in ("csv", "jsonl", "ris"))
    yield "/oai/?verb=ListRecords&metadataPrefix=oai_dc"


def meetings():
    """By day those of which something is uncertain, and the one that is tried below."""
    live = set(MeetingPage.objects.live().values_list("slug", flat=True))
    if NIGHTLY:
        return live
    doubted = {row["key"] for row in files.rows("meetings") if row["unconfirmed"]}
    for name in ("segments", "figures"):
        doubted |= {row["meeting"] for row in files.rows(name) if not files.is_public(row)}
    return live & (doubted | {"thematic-2025"})


def read(client, address):
    with closing(client.get(address)) as answer:
        assert answer.status_code == 200, address
        content = b"".join(answer) if answer.streaming else answer.content
    return unescape(content.decode())


@pytest.mark.share
def test_nothing_uncertain_is_in_any_output(client):
    call_command("gather_news")
    hidden = secrets()
    assert len(hidden) > 50
    for address in addresses():
        text = read(client, address)
        assert [secret for secret in hidden if secret in text] == [], address


def test_nothing_uncertain_is_found(client):
    for word in SEARCHED:
        answer = client.get(f"/api/v1/search?type=meeting&exact=1&q={quote(word)}").json()
        found = " ".join(str(hit) for hit in answer["results"])
        assert word.lower() not in found.lower(), word


def test_drafts_have_no_address(client):
    drafts = MeetingPage.objects.not_live()
    assert drafts.exists()
    for slug in drafts.values_list("slug", flat=True):
        assert client.get(f"/meetings/{slug}/").status_code == 404, slug


def test_the_walk_would_notice(client):
    page = MeetingPage.objects.get(slug="thematic-2025")
    page.certainty, title = "B", page.title
    page.save_and_publish(None, "test")
    call_command("gather_news")
    holding = {
        "/meetings/",
        "/meetings/bodies/cnd/",
        "/meetings/thematic-2025/",
        "/api/v1/search?type=meeting&page_size=100",
    }
    assert holding <= set(addresses())
    assert {address for address in holding if title in read(client, address)} == holding

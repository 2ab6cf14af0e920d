"""Nothing unpublished, under embargo, restricted or personal is in any output for reuse."""

from contextlib import closing
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction

from alerts.models import Alert
from mail.models import Message
from opendata import dump
from opendata.oai.records import oai_identifier
from practices.file_collections import state_collection
from practices.models import Annex, Link, PracticePage
from taxonomy.models import MemberState
from tests.factories import PracticeFactory, put_online, state_page

pytestmark = pytest.mark.django_db
CANARY = "zzcanaryzz"
LURE = "lighthouse"
PRIVATE = "zzprivatezz"
FORMS = ("csv", "xlsx", "jsonl", "ris", "bib")


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000
    settings.OPEN_DATA_DIR = tmp_path


def texts():
    text = f"{CANARY} {LURE}"
    plain = dict.fromkeys(["title", "summary", "institution", "partners", "resources"], text)
    return plain | dict.fromkeys(PracticePage.rich_text_fields(), f"<p>{text}</p>")


def contribution(**fields):
    state = MemberState.objects.get(code=fields.get("state", "ke"))
    file = ContentFile(b"x", name=f"{CANARY}.txt")
    document = Document.objects.create(title=CANARY, file=file, collection=state_collection(state))
    rows = {
        "annexes": [Annex(title=CANARY, document=document)],
        "links": [Link(title=CANARY, url=f"https://example.org/{CANARY}")],
    }
    return PracticeFactory(terms=rows, **{**texts(), **fields})


def draft():
    contribution(publish=False)


def newer_draft():
    page = PracticeFactory(title=f"Public {LURE}")
    for name, text in texts().items():
        setattr(page, name, text)
    page.save_revision()


def unpublished():
    Page.objects.get(pk=contribution().pk).specific.unpublish()


def embargoed():
    contribution(embargo_until=timezone.now() + timedelta(days=1))


def expired():
    contribution(expire_at=timezone.now() - timedelta(days=1))


def restricted():
    page = contribution()
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


def below_a_restricted_page():
    contribution(state="fr")
    PageViewRestriction.objects.create(page=state_page("fr").page_ptr, restriction_type="login")


def withdrawn_after_the_dump():
    page = contribution()
    call_command("gather_news")
    dump.make()
    Page.objects.get(pk=page.pk).specific.unpublish()


HIDDEN = [
    draft, newer_draft, unpublished, embargoed, expired, restricted, below_a_restricted_page,
    withdrawn_after_the_dump,
]  # fmt: skip


def addresses():
    """Every output, found by the words the hidden text holds and by the numbers of all pages."""
    yield from (f"/search/export.{form}?q={LURE}" for form in FORMS)
    yield from (f"/search/export.{form}" for form in FORMS)
    yield from (f"/search/feed/?q={LURE}", "/search/feed/")
    for kind in ("search", "practices", "strategies"):
        yield from (f"/api/v1/{kind}?q={LURE}", f"/api/v1/{kind}?page_size=100")
    yield from ("/api/v1/states", "/api/v1/states/fr", "/api/v1/taxonomy", "/api/v1/dataset")
    yield from ("/oai/?verb=ListRecords&metadataPrefix=oai_dc", "/open-data/")
    for pk in PracticePage.objects.values_list("pk", flat=True):
        yield from (f"/api/v1/practices/{pk}", f"/id/{pk}/", f"/id/{pk}/v1/", f"/id/{pk}/v2/")
        yield f"/oai/?verb=GetRecord&metadataPrefix=oai_dc&identifier={oai_identifier(pk)}"
    yield from (f"/open-data/dump/{name}" for name in dump.FILES)


def read(client, address, **headers):
    with closing(client.get(address, headers=headers)) as answer:
        content = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code < 500 or answer.status_code == 503, address
        return unzipped(content) + str(answer.headers)


def unzipped(content):
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    import io
    import zipfile

    book = zipfile.ZipFile(io.BytesIO(content))
    return "".join(book.read(name).decode(errors="replace") for name in book.namelist())


def subscriber():
    alert = Alert(params=f"q={LURE}", frequency="daily", language="en")
    alert.email = "reader@example.org"
    alert.confirmed_at = timezone.now()
    alert.covered_until = timezone.now() - timedelta(days=1)
    alert.save()


def leaks(client, word):
    call_command("gather_news")
    call_command("send_digests")
    found = [address for address in addresses() if word in read(client, address)]
    linked = {"Accept": "application/ld+json"}
    apis = [address for address in addresses() if address.startswith("/api/")]
    found += [f"JSON-LD {address}" for address in apis if word in read(client, address, **linked)]
    found += ["mail" for message in Message.objects.all() if word in message.subject + message.body]
    return found


@pytest.mark.parametrize("hide", HIDDEN)
def test_what_is_hidden_is_in_no_output(client, hide):
    subscriber()
    hide()
    assert leaks(client, CANARY) == []
    dump.make()
    assert leaks(client, CANARY) == []


def test_a_contact_is_in_no_output(client):
    subscriber()
    page = PracticeFactory(
        title=f"Public {LURE}", contact_name=PRIVATE, contact_email=f"{PRIVATE}@example.org"
    )
    dump.make()
    assert leaks(client, PRIVATE) == []
    assert leaks(client, page.title) != []


def test_the_walk_would_notice(client):
    subscriber()
    page = contribution()
    dump.make()
    found = "\n".join(leaks(client, CANARY))
    for place in (
        "export.csv", "export.xlsx", "export.jsonl", "export.ris", "export.bib", "feed", "mail",
        "/api/v1/search", f"/api/v1/practices/{page.pk}", "ListRecords", "GetRecord", "JSON-LD",
        f"/id/{page.pk}/v1/", "dump/contributions.csv", "dump/contributions.jsonl",
    ):  # fmt: skip
        assert place in found, place


def test_hidden_pages_change_no_count(client):
    put_online(PracticeFactory(title=LURE, publish=False).save_revision())
    before = read(client, "/api/v1/search")
    for hide in HIDDEN[:1] + HIDDEN[2:-2]:
        hide()
    assert read(client, "/api/v1/search").split("{'")[0] == before.split("{'")[0]

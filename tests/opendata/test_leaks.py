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
from commission.models import MeetingPage
from mail.models import Message
from opendata import dump
from opendata.kinds import KINDS
from opendata.oai.records import oai_identifier
from practices.file_collections import state_collection
from practices.models import Annex, Citation, ContributionPage, Link, PracticePage
from taxonomy.models import MemberState
from tests.commission import record
from tests.factories import PracticeFactory, put_online

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
CANARY = "zzcanaryzz"
LURE = "lighthouse"
PRIVATE = "zzprivatezz"
LIST = "verb=ListRecords&metadataPrefix=oai_dc"
REFERENCES = ("ris", "bib", "json", "jsonld")
FORMS = ("csv", "xlsx", "jsonl", "ris", "bib")


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000
    settings.OPEN_DATA_DIR = tmp_path


def texts():
    text = f"{CANARY} {LURE}"
    plain = dict.fromkeys(["title", "summary", "institution", "partners", "resources"], text)
    return plain | dict.fromkeys(PracticePage.rich_text_fields(), f"<p>{text}</p>")


def practice(rows=None, **fields):
    rows = material(MemberState.objects.get(code="ke")) if rows is None else rows
    return PracticeFactory(terms=rows, **{**texts(), **fields})


def statement(rows=None, **fields):
    rows = material(None) if rows is None else rows  # the record is the Secretariat's
    meeting = MeetingPage.objects.first() or record.meeting("Public session")
    text = f"{CANARY} {LURE}"
    own = {name: text for name in of_statement() if name != "text"}
    own |= {
        "slug": f"{CANARY}-{ContributionPage.objects.count()}",
        "title": text,
        "text": f"<p>{text}</p>",
        "is_speaker_public": True,
    }
    return record.intervention(meeting, **{"state": "ke", **rows, **own, **fields})


def of_statement():
    return ["summary", "text", "on_behalf_of", "speaker_name", "speaker_role", "source"]


def material(state):
    file = ContentFile(b"x", name=f"{CANARY}.txt")
    document = Document.objects.create(title=CANARY, file=file, collection=state_collection(state))
    return {
        "annexes": [Annex(title=CANARY, document=document)],
        "links": [Link(title=CANARY, url=f"https://example.org/{CANARY}")],
        "citations": [Citation(symbol="E/CN.7/2020/6", place=CANARY)],
    }


def draft(make):
    make(publish=False)


def newer_draft(make):
    names = of_statement() if make is statement else [name for name in texts() if name != "title"]
    page = make(rows={}, title=f"Public {LURE}", slug="public", **dict.fromkeys(names, ""))
    for name in ("title", *names):
        setattr(page, name, f"{CANARY} {LURE}")
    page.save_revision()


def unpublished(make):
    Page.objects.get(pk=make().pk).specific.unpublish()


def embargoed(make):
    make(embargo_until=timezone.now() + timedelta(days=1))


def expired(make):
    make(expire_at=timezone.now() - timedelta(days=1))


def restricted(make):
    page = make()
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")


def below_a_restricted_page(make):
    page = make()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def withdrawn_after_the_dump(make):
    page = make()
    call_command("gather_news")
    dump.make()
    Page.objects.get(pk=page.pk).specific.unpublish()


HIDDEN = [
    draft, newer_draft, unpublished, embargoed, expired, restricted, below_a_restricted_page,
    withdrawn_after_the_dump,
]  # fmt: skip


def addresses():
    """Every output, found by the words the hidden text holds and by the numbers of all pages."""
    for types in ("", *(f"type={key}" for key in ("statement", "meeting"))):
        yield from (f"/search/export.{form}?q={LURE}&{types}" for form in FORMS)
        yield from (f"/search/export.{form}?{types}" for form in FORMS)
        yield from (f"/search/feed/?q={LURE}&{types}", f"/search/feed/?{types}")
        yield from (f"/search/?{types}", f"/search/suggest?q={LURE}&{types}")
    for path in ("search", *(kind.path for kind in KINDS.values())):
        yield from (f"/api/v1/{path}?q={LURE}", f"/api/v1/{path}?page_size=100")
    yield from ("/api/v1/states", "/api/v1/states/fr", "/api/v1/taxonomy", "/api/v1/dataset")
    yield from (f"/oai/?{LIST}", f"/oai/?{LIST}&set=record", "/open-data/")
    for pk in ContributionPage.objects.values_list("pk", flat=True):
        yield from (f"/api/v1/practices/{pk}", f"/api/v1/statements/{pk}")
        yield from (f"/api/v1/contributions/{pk}", f"/id/{pk}/", f"/id/{pk}/v1/", f"/id/{pk}/v2/")
        yield from (f"/id/{pk}/reference.{form}" for form in REFERENCES)
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
    for types in ("", "&type=statement"):
        alert = Alert(params=f"q={LURE}{types}", frequency="daily", language="en")
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
    for make in (practice, statement):
        hide(make)
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
    pages = {"practices": practice(), "statements": statement()}
    dump.make()
    found = "\n".join(leaks(client, CANARY))
    for place in (
        "export.csv", "export.xlsx", "export.jsonl", "export.ris", "export.bib", "feed", "mail",
        "/api/v1/search", "ListRecords", "GetRecord", "JSON-LD", "/search/suggest",
        "dump/contributions.csv", "dump/record.csv", "dump/contributions.jsonl",
        "dump/record.jsonl", "set=record", "type=statement",
        *(f"/api/v1/{path}?q" for path in pages),
        *(f"/api/v1/{path}/{page.pk}" for path, page in pages.items()),
        *(f"/id/{page.pk}/v1/" for page in pages.values()),
        *(f"/id/{page.pk}/reference.{form}" for page in pages.values() for form in REFERENCES),
    ):  # fmt: skip
        assert place in found, place


@pytest.mark.parametrize("is_public", [True, False])
def test_the_name_of_a_speaker_leaves_only_where_it_is_public(client, is_public):
    subscriber()
    meeting = record.meeting("Public session")
    record.intervention(
        meeting, f"Public {LURE}", state="ke", speaker_name=PRIVATE, is_speaker_public=is_public
    )
    dump.make()
    places = leaks(client, PRIVATE)
    assert bool(places) is is_public
    assert not is_public or "dump/record.csv" in " ".join(places)


def test_a_meeting_that_is_not_public_is_not_named_by_what_was_said_there(client):
    subscriber()
    meeting = record.meeting(f"Session {PRIVATE}", "session")
    record.intervention(meeting, f"Public {LURE}", state="ke")
    meeting.unpublish()
    dump.make()
    assert leaks(client, PRIVATE) == []
    assert leaks(client, f"Public {LURE}") != []


def test_hidden_pages_change_no_count(client):
    put_online(PracticeFactory(title=LURE, publish=False).save_revision())
    record.meeting("Public session")
    everything = "&".join(f"type={key}" for key in KINDS)
    before = read(client, f"/api/v1/search?{everything}")
    for make in (practice, statement):
        for hide in (draft, unpublished, embargoed, expired, restricted):
            hide(make)
    assert read(client, f"/api/v1/search?{everything}").split("{'")[0] == before.split("{'")[0]

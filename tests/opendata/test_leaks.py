"""Nothing unpublished, under embargo, restricted or personal is in any output for reuse."""

from contextlib import closing
from datetime import timedelta
from functools import partial
from itertools import cycle

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction

from alerts.models import Alert
from mail.models import Message
from opendata import dump
from opendata.kinds import KINDS
from opendata.oai.records import oai_identifier
from practices.file_collections import state_collection
from practices.models import Annex, Citation, ContributionPage, Link, PracticePage
from taxonomy.models import MemberState
from tests.commission import record
from tests.factories import PracticeFactory, put_online
from tests.nightly import NIGHTLY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages"), pytest.mark.slow]
CANARY = "zzcanaryzz"
LURE = "lighthouse"
LIST = "verb=ListRecords&metadataPrefix=oai_dc"
REFERENCES = ("ris", "bib", "json", "jsonld")
FORMS = ("csv", "xlsx", "jsonl", "ris", "bib")
STATES = ("ke", "fr", "pe", "tr", "eg", "de", "jp", "br", "in")
OF_STATEMENT = ("summary", "text", "on_behalf_of", "speaker_name", "speaker_role", "source")


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000
    settings.OPEN_DATA_DIR = tmp_path


def texts(word):
    text = f"{word} {LURE}"
    plain = dict.fromkeys(["title", "summary", "institution", "partners", "resources"], text)
    return plain | dict.fromkeys(PracticePage.rich_text_fields(), f"<p>{text}</p>")


def practice(word=CANARY, rows=None, **fields):
    """Of a State of its own, so that what hides the State's page hides nothing else."""
    state = STATES[PracticePage.objects.count()]
    rows = material(word, MemberState.objects.get(code=state)) if rows is None else rows
    return PracticeFactory(state=state, terms=rows, **{**texts(word), **fields})


def statement(word=CANARY, rows=None, at=None, **fields):
    """At a meeting of its own, unless it says which."""
    rows = material(word, None) if rows is None else rows  # the record is the Secretariat's
    number = ContributionPage.objects.count()
    at = at or record.meeting("Public session", f"session-{number}")
    text = f"{word} {LURE}"
    own = {name: text for name in OF_STATEMENT if name != "text"}
    own |= {
        "slug": f"{word}-{number}",
        "title": text,
        "text": f"<p>{text}</p>",
        "is_speaker_public": True,
    }
    return record.intervention(at, **{"state": "ke", **rows, **own, **fields})


def material(word, state):
    file = ContentFile(b"x", name=f"{word}.txt")
    document = Document.objects.create(title=word, file=file, collection=state_collection(state))
    return {
        "annexes": [Annex(title=word, document=document)],
        "links": [Link(title=word, url=f"https://example.org/{word}")],
        "citations": [Citation(symbol="E/CN.7/2020/6", place=word)],
    }


def withdrawn_after_the_dump(make, word):
    page = make(word)
    call_command("gather_news")
    dump.make()
    Page.objects.get(pk=page.pk).specific.unpublish()


def draft(make, word):
    make(word, publish=False)


def newer_draft(make, word):
    names = OF_STATEMENT if make is statement else [name for name in texts(word) if name != "title"]
    public = {"title": f"Public {LURE}", "slug": "public"}
    page = make(word, rows={}, **public, **dict.fromkeys(names, ""))
    for name in ("title", *names):
        setattr(page, name, f"{word} {LURE}")
    page.save_revision()


def unpublished(make, word):
    Page.objects.get(pk=make(word).pk).specific.unpublish()


def embargoed(make, word):
    make(word, embargo_until=timezone.now() + timedelta(days=1))


def expired(make, word):
    make(word, expire_at=timezone.now() - timedelta(days=1))


def restricted(make, word):
    PageViewRestriction.objects.create(page=make(word).page_ptr, restriction_type="login")


def below_a_restricted_page(make, word):
    PageViewRestriction.objects.create(page=make(word).get_parent(), restriction_type="login")


# Each with a word of its own. The dump is made before the others are there.
HIDDEN = {
    f"zz{hide.__name__.replace('_', '')}zz": hide
    for hide in (
        withdrawn_after_the_dump, draft, newer_draft, unpublished, embargoed, expired, restricted,
        below_a_restricted_page,
    )
}  # fmt: skip


def addresses():
    """Every output, found by the words the hidden text holds and by the numbers of all pages."""
    for types in ("", *(f"type={key}" for key in ("statement", "meeting"))):
        yield from (f"/search/export.{form}?q={LURE}&{types}" for form in FORMS)
        yield from (f"/search/export.{form}?{types}" for form in FORMS)
        yield from (f"/search/feed/?q={LURE}&{types}", f"/search/feed/?{types}")
        yield from (f"/search/?{types}", f"/search/suggest?q={LURE}&{types}")
    for path in ("search", *(kind.path for kind in KINDS.values())):
        yield from (f"/api/v1/{path}?q={LURE}", f"/api/v1/{path}?page_size=100")
    yield from ("/api/v1/states", "/api/v1/states/fr", "/api/v1/taxonomy")
    yield from (f"/oai/?{LIST}", f"/oai/?{LIST}&set=record")
    for pk in ContributionPage.objects.values_list("pk", flat=True):
        yield from (f"/api/v1/practices/{pk}", f"/api/v1/statements/{pk}")
        yield from (f"/api/v1/contributions/{pk}", f"/id/{pk}/", f"/id/{pk}/v1/", f"/id/{pk}/v2/")
        yield from (f"/id/{pk}/reference.{form}" for form in REFERENCES)
        yield f"/oai/?verb=GetRecord&metadataPrefix=oai_dc&identifier={oai_identifier(pk)}"
    yield from of_the_dump()


def of_the_dump():
    yield from ("/api/v1/dataset", "/open-data/")
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


def outputs(client, asked):
    """(place, what it says) of these addresses, in each form."""
    linked = {"Accept": "application/ld+json"}
    for address in asked:
        yield address, read(client, address)
        if address.startswith("/api/"):
            yield f"JSON-LD {address}", read(client, address, **linked)


def mails():
    call_command("gather_news")
    call_command("send_digests")
    for message in Message.objects.all():
        yield "mail", message.subject + message.body


def holding(said, words):
    """{word: places that hold it}, of the words that are somewhere."""
    found = {word: [place for place, text in said if word in text] for word in words}
    return {word: places for word, places in found.items() if places}


@pytest.mark.share
def test_what_is_public_leaves_and_what_is_hidden_is_in_no_output(client):
    """One walk over everything, and one over the dump that is made anew."""
    subscriber()
    makers = cycle((practice, statement))
    for word, hide in HIDDEN.items():
        for make in (practice, statement) if NIGHTLY else (next(makers),):
            hide(make, word)
    public = {"practices": practice(), "statements": statement()}
    partly_public()
    said = [*mails(), *outputs(client, addresses())]
    assert holding(said, NOWHERE) == {}
    dump.make()
    anew = list(outputs(client, of_the_dump()))
    assert holding(anew, NOWHERE) == {}
    found = holding(said + anew, EVERYWHERE)
    assert list(found) == EVERYWHERE
    assert "dump/record.csv" in " ".join(found["zzheardzz"])
    _assert_everywhere("\n".join(found[CANARY]), public)


NOWHERE = [*HIDDEN, "zzcontactzz", "zzunheardzz", "zzclosedzz"]
EVERYWHERE = [CANARY, "zzheardzz", f"Asked {LURE}", f"Heard {LURE}", f"Said {LURE}"]


def partly_public():
    """A contact; a speaker who was not made public, and one who was; a meeting that is a draft."""
    contact = {"contact_name": "zzcontactzz", "contact_email": "zzcontactzz@example.org"}
    PracticeFactory(title=f"Asked {LURE}", **contact)
    meeting = record.meeting("Public session")
    for name, is_public in {"zzheardzz": True, "zzunheardzz": False}.items():
        speaker = {"speaker_name": name, "is_speaker_public": is_public}
        record.intervention(meeting, f"Heard {LURE}", state="ke", slug=f"a-{is_public}", **speaker)
    hidden = record.meeting("Session zzclosedzz", "closed")
    record.intervention(hidden, f"Said {LURE}", state="ke")
    hidden.unpublish()


def _assert_everywhere(found, pages):
    """The walk would notice."""
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


def test_hidden_pages_change_no_count(client):
    put_online(PracticeFactory(title=LURE, publish=False).save_revision())
    meeting = record.meeting("Public session")
    everything = "&".join(f"type={key}" for key in KINDS)
    before = read(client, f"/api/v1/search?{everything}")
    for make in (practice, partial(statement, at=meeting)):
        for hide in (draft, unpublished, embargoed, expired, restricted):
            hide(make, CANARY)
    assert read(client, f"/api/v1/search?{everything}").split("{'")[0] == before.split("{'")[0]

"""The page of a statement: whose, where and when, in which language; names only where public."""

from contextlib import closing

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.search.models import IndexEntry

from commission.models import InterventionPage, Organization, Segment
from opendata import dump
from practices.models import Annex
from search.documents import documents
from tests.commission import record
from tests.factories import put_online
from tests.uploads import readable

pytestmark = pytest.mark.django_db
NAMED, NAME = "Zzcanary Zzknown", "Zzcanary Zzperson"
ROLE = "Deputy head of the delegation"


def facts(client, page):
    answer = BeautifulSoup(client.get(page.url).content, "html.parser")
    terms = answer.select("dl.facts dt")
    return {term.text: " ".join(term.find_next("dd").text.split()) for term in terms}


def test_the_page_tells_whose_where_and_how(client):
    meeting = record.meeting()
    segment = Segment.objects.create(
        page=meeting, title="Challenge 3", day="2019-10-17", half="am", verified=True
    )
    page = record.intervention(
        meeting, "Kenya on prisons", state="ke", segment=segment, spoken="fr", was_delivered=False,
        on_behalf_of="Group of African States", speaker_role=ROLE,
    )  # fmt: skip
    found = facts(client, page)
    assert found["On behalf of"] == "Group of African States"
    assert found["Speaker"] == ROLE
    assert found["Segment"].startswith("Challenge 3 ")
    assert found["At the meeting"] == "Only submitted"
    assert (found["Language spoken"], found["Language of the text"]) == ("French", "English")


def test_an_unverified_segment_is_not_shown(client):
    meeting = record.meeting()
    segment = Segment.objects.create(page=meeting, title="Doubtful", verified=False)
    assert "Segment" not in facts(client, record.intervention(meeting, segment=segment))


def test_files_stand_on_the_page_with_size_and_mark(client):
    meeting = record.meeting()
    page = record.intervention(meeting, publish=False)
    for name, text in (("Slides", ""), ("Speech", "The words that were said at the meeting")):
        file = ContentFile(readable.pdf(text), f"{name}.pdf")
        page.annexes.add(Annex(title=name, document=Document.objects.create(title=name, file=file)))
    put_online(page.save_revision())
    call_command("read_files")
    answer = BeautifulSoup(client.get(page.url).content, "html.parser")
    items = [" ".join(item.text.split()) for item in answer.select("ul.files > li")]
    assert items[0].startswith("Slides PDF, ")
    assert items[0].endswith("Not searchable")
    assert not items[1].endswith("Not searchable")
    assert "The words are in the files below." in answer.main.text
    assert "How to cite" in answer.main.text


def test_an_organization_is_found_by_any_of_its_names(client):
    who = Organization.objects.create(
        slug="who", kind="un", acronym="WHO", label_en="World Health Organization",
        label_fr="Organisation mondiale de la santé",
    )  # fmt: skip
    page = record.intervention(record.meeting(), "On medicines", organization=who)
    for words in ("mondiale santé", "World Health"):
        answer = client.get("/search/", {"q": words, "type": "statement"})
        assert page.url in answer.content.decode(), words


ADDRESSES = (
    "/search/?q=delegation&type=statement", "/search/?type=statement", "/search/?q=Zzcanary",
    "/search/?q=Zzcanary&type=statement", "/search/export.csv?type=statement",
    "/search/export.jsonl?type=statement", "/search/export.xlsx?type=statement",
    "/search/export.ris?type=statement", "/search/feed/?type=statement",
    "/api/v1/search?type=statement", "/oai/?verb=ListRecords&metadataPrefix=oai_dc",
    "/sitemap.xml", "/meetings/", "/meetings/thematic-2019/",
)  # fmt: skip


def addresses_of(page):
    references = [reverse("reference", args=[page.pk, form]) for form in ("ris", "bib", "json")]
    return [page.url, f"/id/{page.pk}/", f"/id/{page.pk}/v1/", *references]


def outputs(client, settings, *pages):
    """Whatever reaches the public of statements, as text."""
    call_command("gather_news")
    for address in [*ADDRESSES, *(address for page in pages for address in addresses_of(page))]:
        with closing(client.get(address, follow=True)) as answer:
            yield b"".join(answer) if answer.streaming else answer.content
    yield str(documents([page.pk for page in pages])).encode()
    entries = IndexEntry.objects.filter(object_id__in=[str(page.pk) for page in pages])
    yield " ".join(f"{entry.title} {entry.body}" for entry in entries).encode()
    dump.make()
    for path in settings.OPEN_DATA_DIR.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def test_the_name_of_a_speaker_is_only_where_it_was_made_public(client, settings, tmp_path):
    settings.OPEN_DATA_DIR = tmp_path
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 10_000
    meeting = record.meeting()
    pages = [
        record.intervention(
            meeting, title, state="ke", slug=title, speaker_role=ROLE,
            speaker_name=name, is_speaker_public=is_public,
        )
        for title, name, is_public in (("open", NAMED, True), ("closed", NAME, False))
    ]  # fmt: skip
    texts = [text.lower() for text in outputs(client, settings, *pages)]
    assert any(b"zzknown" in text for text in texts)  # or the walk would see nothing
    assert not any(b"zzperson" in text for text in texts)
    assert set(pages) <= set(InterventionPage.objects.published())

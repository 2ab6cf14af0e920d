"""Session packs: what is in one, that it stays the same, and who makes it."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone, translation
from docx import Document
from docx.oxml.ns import qn
from wagtail.models import PageViewRestriction

from audit.models import AuditEntry
from commission.models import InterventionPage, MeetingPage, Reply
from packs import making, page, word
from packs.about import subject
from packs.models import SessionPack
from taxonomy.models import Challenge, Chapter
from tests import people
from tests.commission import record
from tests.factories import PledgeFactory, PracticeFactory, StrategyFactory, member_state
from tests.queries import at_most
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ABOUT = "challenge:medical-access"
CANARY = "zzcanaryzz"


@pytest.fixture
def on():
    return theme()


def theme():
    return {"challenges": [Challenge.objects.get(slug="medical-access")]}


def make_record():
    """Number of a meeting, with all that is on its theme."""
    on = theme()
    meeting = record.meeting(**on)
    PracticeFactory(title="Morphine in clinics", state="ke", terms=on, summary="In 40 clinics.")
    StrategyFactory(title="Plan of access", state="ke", terms=on)
    PledgeFactory(
        title="Training", state="pe", terms=on, commitment="<p>One</p><p>Two</p>",
        pledged_on=date(2024, 3, 14),
    )  # fmt: skip
    record.intervention(meeting, "Kenya speaks", state="ke", slug="kenya", **on)
    record.intervention(meeting, "موريشيوس", state="mu", slug="mu", language="ar", **on)
    own = {"text": "<p>Estimate needs.</p>", "source": "UNODC/HONLAF/1"}
    answered = record.recommendation(meeting, title="Estimates", slug="r1", **own, **on)
    answered.replies = [Reply(state=member_state("mu"), year=2021, status="partly")]
    answered.save_revision().content_object.publish(answered.get_latest_revision(), way="test")
    record.recommendation(meeting, "2", title="Unanswered one", slug="r2", **on)
    return meeting.pk


@pytest.fixture(scope="module")
def recorded(django_db_setup, django_db_blocker):
    yield from shared(make_record, django_db_blocker)


@pytest.fixture
def meeting(recorded):
    return MeetingPage.objects.get(pk=recorded)


@pytest.fixture
def pack(meeting):
    return made()


def made(about=ABOUT, language="en"):
    with translation.override(language):
        found = subject(about)
    return making.make(about, found, language, people.officer())


def html(pack):
    return BeautifulSoup(page.write(pack.content["document"]), "html.parser")


def in_word(pack):
    return Document(io.BytesIO(word.write(pack.content["document"])))


def rows(pack, caption):
    [found] = [each for each in html(pack).find_all("table") if each.caption.text == caption]
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in found.tbody.find_all("tr")
    ]


def test_a_theme_with_all_that_is_on_record_each_with_its_source(pack):
    [practice] = rows(pack, "Practices, the newest first")
    assert practice[:2] == ["Kenya", "Morphine in clinics In 40 clinics."]
    assert "/id/" in practice[3]
    assert [row[1] for row in rows(pack, "Strategies, the newest first")] == ["Plan of access"]
    [pledge] = rows(pack, "Pledges, the newest first")
    assert pledge[:3] == ["Peru", "Training One Two", "14 March 2024"]
    assert {
        row[0] for row in rows(pack, "Statements and other interventions, the newest first")
    } == {"Kenya", "Mauritius"}
    asked = {
        row[1]: row[3]
        for row in rows(pack, "Recommendations of subsidiary bodies, the newest first")
    }
    [answered] = [text for text in asked if text.startswith("Estimates")]
    assert answered.endswith("Estimate needs. Reply of Mauritius, 2021: partly put into practice")
    assert "UNODC/HONLAF/1" in asked[answered]
    assert rows(pack, "Sources of the record")[0][0] == "UNODC/HONLAF/1"
    assert rows(pack, "What is on record")[0] == ["Practices", "1", "1"]


def test_gaps_and_regional_spread(pack):
    text = " ".join(html(pack).get_text(" ").split())
    assert "190 of 193 Member States have nothing on record" in text
    assert "Nothing at all is recorded of: Documents." in text
    [silent] = [part for part in html(pack).find_all("p") if "Afghanistan" in part.text]
    assert "Kenya" not in silent.text
    assert "shared no practice or strategy Mauritius and Peru" in text
    assert "no reply is recorded Unanswered one" in text
    groups = {row[0]: row[1:] for row in rows(pack, "UN regional groups")}
    assert groups["African States"] == ["54", "2", "1", "0", "2"]
    assert rows(pack, "Entries by Member State") == [
        ["Kenya", "2", "0", "1"],
        ["Mauritius", "0", "0", "1"],
        ["Peru", "0", "1", "0"],
    ]


def test_a_meeting_has_its_own_statements_and_what_is_shared_on_its_themes(meeting, on):
    other = record.meeting("Another", "another", **on)
    record.intervention(other, "Said elsewhere", state="ug", slug="ug", **on)
    PracticeFactory(title="On something else", state="ug")
    document = record.document("E/CN.7/2019/9", "Report of it", meeting=meeting)
    found = made(f"meeting:{meeting.slug}")
    text = html(found).get_text(" ")
    assert {"Kenya speaks", "Morphine in clinics", document.title} <= set(titles(found))
    assert "E/CN.7/2019/9" in text
    assert "Said elsewhere" not in text
    assert "On something else" not in text
    assert "16 October 2019" in text
    made("chapter:1")
    assert subject("meeting:no-such-meeting") is None
    for written in ("", "meeting", "chapter:x", "chapter:²", "challenge:", "nothing:1"):
        assert subject(written) is None


def titles(pack):
    return [entry["title"] for entry in pack.content["entries"]]


def test_what_is_not_public_is_not_in_it(meeting, on):
    texts = {"terms": on, "summary": CANARY}
    PracticeFactory(title=f"{CANARY} draft", publish=False, **texts)
    tomorrow = timezone.now() + timedelta(days=1)
    PracticeFactory(title=f"{CANARY} embargo", embargo_until=tomorrow, **texts)
    shut = PracticeFactory(title=f"{CANARY} shut", **texts)
    PageViewRestriction.objects.create(page=shut, restriction_type="login")
    record.intervention(meeting, CANARY, slug="draft", publish=False, **on)
    named = {"speaker_name": CANARY, "is_speaker_public": True}
    record.intervention(meeting, "With a name", slug="named", **named, **on)  # names of nobody
    for about in (ABOUT, f"meeting:{meeting.slug}"):
        found = made(about)
        assert CANARY not in str(found.content)
        assert "Morphine in clinics" in titles(found)
    record.meeting(CANARY, "draft-meeting", publish=False)
    assert subject("meeting:draft-meeting") is None


@pytest.mark.parametrize("write", [page.write, word.write], ids=["html", "docx"])
def test_the_same_snapshot_gives_the_same_bytes(pack, write, monkeypatch):
    first = write(pack.content["document"])
    PracticeFactory(title="Came later", state="ug", terms={"chapters": [Chapter.objects.first()]})
    monkeypatch.setattr("time.localtime", lambda *args: (2031, 5, 6, 7, 8, 9, 0, 1, 0))
    kept = SessionPack.objects.get(pk=pack.pk)
    with translation.override("ar"):
        assert write(kept.content["document"]) == first


def test_word_has_headings_header_rows_a4_and_nothing_of_its_writer(pack):
    document = in_word(pack)
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)
    headings = [each for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings[0].style.name == "Heading 1"
    assert {"Practices", "Gaps", "Regional spread"} <= {each.text for each in headings}
    assert len(document.tables) == len(html(pack).find_all("table")) > 6
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table.cell(0, 0).paragraphs[0].style.name == "Table Text"
    core = document.core_properties
    assert core.title == f"Session pack – {pack.title}"
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created == pack.made_at.replace(microsecond=0)
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert any(target.endswith(f"/id/{pack.content['entries'][0]['id']}/") for target in targets)


def test_each_text_says_its_language_and_direction(pack):
    [spoken] = [each for each in html(pack).find_all("strong") if each.text == "موريشيوس"]
    assert (spoken["lang"], spoken["dir"]) == ("ar", "rtl")
    package = zipfile.ZipFile(io.BytesIO(word.write(pack.content["document"])))
    text = package.read("word/document.xml").decode()
    before = text.partition("موريشيوس")[0].rpartition("<w:rPr>")[2]
    assert "<w:rtl/>" in before
    assert '<w:lang w:bidi="ar-SA"/>' in before
    assert text.count('<w:lang w:val="en-GB"/>') > 50


def test_in_arabic_it_runs_from_the_right(meeting):
    pack = made(language="ar")
    shown = html(pack)
    assert (shown.html["lang"], shown.html["dir"]) == ("ar", "rtl")
    assert pack.title == Challenge.objects.get(slug="medical-access").label_ar
    [title] = [each for each in shown.find_all("strong") if each.text == "Kenya speaks"]
    assert (title["lang"], title["dir"]) == ("en", "ltr")
    document = in_word(pack)
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert document.paragraphs[0]._p.pPr.find(qn("w:bidi")) is not None


def test_it_asks_no_more_of_the_database_for_more_entries(meeting, on):
    def queries():
        with at_most(100, bounds=4) as found:
            made()
        return len(found)

    queries()
    before = queries()
    for number in range(3):
        record.intervention(meeting, f"More {number}", slug=f"m-{number}", state="ug", **on)
        PracticeFactory(title=f"Other {number}", state="ug", terms=on)
    assert queries() == before


def test_a_long_table_says_where_the_rest_is(meeting, monkeypatch):
    monkeypatch.setattr("packs.entries.MOST", 1)
    text = " ".join(html(made()).get_text(" ").split())
    assert "The newest 1 of 2. All of them are on the portal: http" in text
    assert "/search/?challenge=medical-access" in text


def test_an_officer_makes_one_and_downloads_it(client, meeting):
    officer = people.officer()
    client.force_login(officer)
    answer = client.post(reverse("session_packs"), {"about": ABOUT, "language": "fr"}, follow=True)
    pack = SessionPack.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("session_pack", args=[pack.pk])
    assert "All that it names is still public" in answer.content.decode()
    assert (pack.made_by, pack.language) == (officer, "fr")
    entry = AuditEntry.objects.get(action="session pack made")
    assert entry.after["digest"] == making.digest(SessionPack.objects.get())
    assert pack.title in client.get(reverse("session_packs")).content.decode()
    for file_format, first in (("html", b"<!DOCTYPE html>"), ("docx", b"PK")):
        file = client.get(reverse("session_pack_file", args=[pack.pk, file_format]))
        assert file.content.startswith(first)
        assert f'filename="session-pack-{pack.pk}.{file_format}"' in file["Content-Disposition"]
    assert client.get(reverse("session_pack_file", args=[pack.pk, "exe"])).status_code == 404


def test_what_was_withdrawn_since_is_named_and_a_fresh_one_offered(client, pack, meeting):
    client.force_login(people.officer())
    InterventionPage.objects.get(slug="kenya").unpublish()
    before = page.write(pack.content["document"])
    answer = client.get(reverse("session_pack", args=[pack.pk])).content.decode()
    shown = BeautifulSoup(answer, "html.parser").select_one(".help-warning")
    assert [each.text for each in shown.find_all("li")] == ["Kenya speaks"]
    assert "Make a fresh pack" in answer
    kept = client.get(reverse("session_pack_file", args=[pack.pk, "html"])).content
    assert kept == before
    assert b"Kenya speaks" in kept
    client.post(reverse("session_packs"), {"about": ABOUT, "language": "en"})
    assert "Kenya speaks" not in titles(SessionPack.objects.first())


def test_a_meeting_that_is_gone_has_no_fresh_pack(client, meeting):
    client.force_login(people.officer())
    pack = made(f"meeting:{meeting.slug}")
    assert client.get(reverse("session_packs")).status_code == 200  # the choices are kept now
    meeting.unpublish()
    answer = client.get(reverse("session_pack", args=[pack.pk])).content.decode()
    assert "no fresh one can be made" in answer
    data = {"about": pack.about, "language": "en"}
    answer = client.post(reverse("session_packs"), data)
    assert answer.status_code == 200
    assert SessionPack.objects.get() == pack


@pytest.mark.parametrize(
    "data",
    [{}, {"about": "challenge:none", "language": "en"}, {"about": ABOUT, "language": "xx"}],
)
def test_what_cannot_be_made_is_said(client, data):
    client.force_login(people.officer())
    answer = client.post(reverse("session_packs"), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not SessionPack.objects.exists()


@pytest.mark.parametrize("visitor", ["anonymous", "focal point", "superuser"])
def test_officers_only(client, pack, visitor):
    if visitor != "anonymous":
        client.force_login(
            people.superuser() if visitor == "superuser" else people.focal_point("ke")
        )
    addresses = [
        reverse("session_packs"),
        reverse("session_pack", args=[pack.pk]),
        reverse("session_pack_file", args=[pack.pk, "html"]),
        reverse("session_pack_file", args=[pack.pk, "docx"]),
    ]
    expected = 200 if visitor == "superuser" else None  # superusers look
    for address in addresses:
        status = client.get(address).status_code
        assert status == expected or (expected is None and status in (302, 403))
    client.post(addresses[0], {"about": ABOUT, "language": "en"})
    assert SessionPack.objects.get() == pack

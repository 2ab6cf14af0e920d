"""The form as a file: what is downloaded empty comes back as a draft, and nothing else does."""

import io
import re
import zipfile
from datetime import date

import odfdo
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from docx import Document
from openpyxl import load_workbook

from practices.models import PracticePage, StrategyPage
from tests import people
from tests.factories import state_page
from tests.nightly import nightly

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ANSWERS = {
    "Title": "Needles in two towns",
    "Language of the text": "English",
    "Summary": "We gave needles.",
    "First year": "2019",
    "What was done": "First we asked.\nThen we gave.",
    "An evaluation is available": "yes",
    "UNGASS chapters": "1, 4",
    "Contact": "Person",
}


_empty: dict = {}


def empty(client, kind, form):
    """Downloaded once in each language: it is the same for everybody."""
    asked = kind, form, get_language()
    if asked not in _empty:
        answer = client.get(reverse("submission_template", args=[kind, form]))
        assert answer.status_code == 200
        _empty[asked] = answer.content
    return io.BytesIO(_empty[asked])


def fill_docx(file, answers):
    document = Document(file)
    for row in [row for table in document.tables for row in table.rows]:
        row.cells[1].text = str(answers.get(row.cells[0].paragraphs[0].text, ""))
    document.save(file)
    return file.getvalue()


def fill_xlsx(file, answers):
    book = load_workbook(file)
    for label, cell, *_guidance in book.active.iter_rows(min_row=2):
        cell.value = answers.get(label.value)
    book.save(file)
    return file.getvalue()


def fill_open(file, answers):
    """As Writer and Calc keep them: an empty cell takes paragraphs and its type."""
    document = odfdo.Document(file)
    for row in document.body.get_elements("//table:table-row"):
        label, cell = row.get_elements("table:table-cell")[:2]
        name = label.get_elements("text:p")[0].inner_text
        if name in answers:
            cell.clear()
            cell.set_attribute("office:value-type", "string")
            for line in str(answers[name]).split("\n"):
                cell.append(odfdo.Paragraph(line))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


FILL = {"docx": fill_docx, "odt": fill_open, "xlsx": fill_xlsx, "ods": fill_open}


def send(client, content, name="form.docx", kind="practice", place="ke"):
    data = {"place": state_page(place).pk, "type": kind}
    data["file"] = SimpleUploadedFile(name, content)
    return client.post(reverse("submission_upload"), data, follow=True)


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("form", FILL)
def test_the_filled_in_form_is_a_draft(client, person, form):
    content = FILL[form](empty(client, "practice", form), ANSWERS)
    answer = send(client, content, f"form.{form}")
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert (page.live, page.state.code, page.owner) == (False, "ke", person)
    assert (page.title, page.summary) == ("Needles in two towns", "We gave needles.")
    assert page.start_year == 2019
    assert page.description == "<p>First we asked.</p><p>Then we gave.</p>"
    assert page.evaluation_available
    assert [chapter.number for chapter in page.chapters.all()] == [1, 4]
    assert "Still empty: Email of the contact." in text_of(answer)
    assert "was not imported" not in text_of(answer)


@pytest.mark.parametrize("form", ["docx", "ods", *nightly("odt", "xlsx")])
def test_every_question_of_the_form_is_asked(client, person, form):
    strategy = {"Title": "Plan", "Kind": "2. Action plan", "Adopted on": "2021-05-04"}
    send(client, FILL[form](empty(client, "strategy", form), strategy), f"a.{form}", "strategy")
    page = StrategyPage.objects.get().get_latest_revision_as_object()
    assert (page.kind, page.adopted_on) == ("action_plan", date(2021, 5, 4))


def test_a_date_of_a_spreadsheet_is_a_date(client, person):
    filled = {"Title": "Plan", "Adopted on": date(2021, 5, 4), "First year": 2021.0}
    send(client, fill_xlsx(empty(client, "strategy", "xlsx"), filled), "a.xlsx", "strategy")
    page = StrategyPage.objects.get().get_latest_revision_as_object()
    assert (page.adopted_on, page.start_year) == (date(2021, 5, 4), 2021)


def test_what_cannot_be_read_is_said_and_repeated(client, person):
    wrong = ANSWERS | {"First year": "long ago", "UNGASS chapters": "1; 99", "Partners": "NGOs"}
    file = empty(client, "practice", "docx")
    document = Document(file)
    row = document.tables[0].add_row()
    row.cells[0].text, row.cells[1].text = "Our own question", "Our own answer"
    document.save(file)
    answer = text_of(send(client, _refill(file, wrong)))
    for text in ("long ago", "“99” is not in the list.", "Our own answer", "no such question"):
        assert escape(text) in answer
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert (page.start_year, page.partners, page.title) == (None, "NGOs", ANSWERS["Title"])


def _refill(file, answers):
    document = Document(file)
    for row in [row for table in document.tables for row in table.rows]:
        label = row.cells[0].paragraphs[0].text
        if label in answers:
            row.cells[1].text = answers[label]
    document.save(file)
    return file.getvalue()


def test_what_is_too_long_is_not_cut(client, person):
    summary = "word " * 400
    content = fill_docx(empty(client, "practice", "docx"), ANSWERS | {"Summary": summary})
    assert summary.strip() in text_of(send(client, content))


def test_words_of_a_form_in_chinese_are_counted_as_in_the_portal(client, person):
    """A limit of 300 words is one of 500 Chinese characters."""
    told = {}
    for number in (500, 510):
        answers = {"Title": f"戒毒 {number}", "Summary": "戒" * number}
        content = fill_docx(empty(client, "practice", "docx"), ANSWERS | answers)
        told[number] = "300 words or fewer" in text_of(send(client, content))
    assert told == {500: False, 510: True}


def test_a_list_of_word_stays_a_list(client, person):
    file = empty(client, "practice", "docx")
    document = Document(io.BytesIO(fill_docx(file, ANSWERS)))
    rows = [row for table in document.tables for row in table.rows]
    cell = next(row for row in rows if row.cells[0].text.startswith("What was done")).cells[1]
    cell.add_paragraph("one", style="List Bullet")
    document.save(file)
    send(client, file.getvalue())
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert page.description.endswith("<ul><li>one</li></ul>")


def test_markup_in_a_file_is_text(client, person):
    attack = "<script>alert(1)</script>"
    content = fill_docx(
        empty(client, "practice", "docx"), ANSWERS | {"Title": attack, "What was done": attack}
    )
    assert attack not in text_of(send(client, content))
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert "&lt;script&gt;" in page.description


def test_another_state_is_not_offered(client, person):
    send(client, fill_docx(empty(client, "practice", "docx"), ANSWERS), place="fr")
    assert not PracticePage.objects.exists()


def test_a_file_without_a_title_is_no_form(client, person):
    answer = send(client, empty(client, "practice", "docx").getvalue())
    assert "no answer to “Title”" in text_of(answer)
    assert not PracticePage.objects.exists()


def test_a_title_that_is_a_text_is_refused(client, person):
    content = fill_docx(empty(client, "practice", "docx"), ANSWERS | {"Title": "word " * 60})
    assert "The title is longer than 255" in text_of(send(client, content))


def packed(**changes):
    """A form of which some parts are others; a part that is None is left out."""
    names, target = {name.replace("__", "/"): data for name, data in changes.items()}, io.BytesIO()
    source = io.BytesIO()
    Document().save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, data in names.items():
            new.writestr(name, data)
    return target.getvalue()


XXE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="http://example.org/a.dotm" TargetMode="External"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>
</Relationships>"""
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
MACROS = f'<Types><Override ContentType="{MACRO_TYPE}"/></Types>'
HOSTILE = {
    "no archive": lambda: b"%PDF-1.4",
    "nothing": lambda: b"",
    "HTML": lambda: b"<html><script>alert(1)</script></html>",
    "macros": lambda: packed(**{"word__vbaProject.bin": b"x"}),
    "a type with macros": lambda: packed(**{"[Content_Types].xml": MACROS}),
    "entities": lambda: packed(**{"word__document.xml": XXE}),
    "entities in UTF-16": lambda: packed(**{"word__document.xml": XXE.decode().encode("utf-16")}),
    "a template elsewhere": lambda: packed(**{"word___rels__settings.xml.rels": RELATIONS}),
    "a bomb": lambda: packed(**{"word__media__a.bin": bytes(60 * 1024 * 1024)}),
    "a bomb of XML": lambda: packed(**{"word__a.xml": b"<a>" + b" " * (11 * 1024 * 1024)}),
    "many entries": lambda: packed(**{f"word__{number}": b"" for number in range(501)}),
    "broken XML": lambda: packed(**{"word__document.xml": b"<a>"}),
    "other XML": lambda: packed(**{"word__document.xml": b"<a/>"}),
    "too large": lambda: bytes(5 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words(client, person, kind):
    answer = send(client, HOSTILE[kind]())
    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)
    assert "Traceback" not in text_of(answer)
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize("name", ["form.docm", "form.exe", "form", "form.docx.html", "form.xlsx"])
def test_other_files_are_refused(client, person, name):
    answer = send(client, packed(), name)
    assert "There is a problem" in text_of(answer)


def test_the_door_is_shut_for_strangers(client):
    addresses = [
        reverse("submission_upload"),
        reverse("submission_template", args=["practice", "docx"]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(people.user("nobody-"))
    for address in addresses:
        assert client.get(address).status_code == 403


def test_unknown_templates_are_not_found(client, person):
    for kind, form in (("law", "docx"), ("practice", "exe")):
        address = reverse("submission_template", args=[kind, form])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("form", FILL)
def test_the_empty_form_says_whose_it_is_and_in_which_language(client, person, form):
    with zipfile.ZipFile(empty(client, "practice", form)) as package:
        written = b"".join(package.read(name) for name in package.namelist()).decode(
            "utf-8", "replace"
        )
    assert "Good Practice Portal" in written
    assert "en-GB" in written
    assert "python-docx" not in written
    assert "Required before your State can clear the text." in written


def test_the_word_form_is_for_a4_and_repeats_its_headings(client, person):
    document = Document(empty(client, "practice", "docx"))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


def test_the_rows_of_the_workbook_show_their_whole_text(client, person):
    sheet = load_workbook(empty(client, "practice", "xlsx")).active
    assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
    for row in sheet.iter_rows(min_row=2):
        lines = (row[2].value or "").count("\n") + 1
        assert sheet.row_dimensions[row[0].row].height >= 15 * lines
        assert row[2].alignment.wrap_text


def test_a_form_in_writer_keeps_its_paper_and_headings(client, person):
    document = odfdo.Document(empty(client, "practice", "odt"))
    layout = document.styles.root.get_elements("//style:page-layout-properties")[0]
    assert layout.get_attribute("fo:page-width") == "21cm"
    assert len(document.body.get_elements("//table:table-header-rows")) == 5


def test_a_date_with_two_readings_is_refused_with_both(client, person):
    wrong = ANSWERS | {"Not public before": "01/12/2026"}
    answer = text_of(send(client, fill_docx(empty(client, "practice", "docx"), wrong)))
    assert "1 December 2026" in answer
    assert "12 January 2026" in answer
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert (page.embargo_until, page.title) == (None, ANSWERS["Title"])


@pytest.mark.parametrize("form", ["odt", *nightly("docx", "xlsx", "ods")])
def test_one_bad_value_does_not_drop_the_others(client, person, form):
    wrong = ANSWERS | {"UNGASS chapters": "1; 99; 4"}
    answer = text_of(send(client, FILL[form](empty(client, "practice", form), wrong), f"a.{form}"))
    assert escape("“99” is not in the list.") in answer
    page = PracticePage.objects.get().get_latest_revision_as_object()
    assert [chapter.number for chapter in page.chapters.all()] == [1, 4]


@pytest.mark.parametrize(
    ("title", "written", "code", "name"),
    [
        ("وقاية الشباب", "", "ar", "Arabic"),
        ("Prévention", "Français / English", "en", "English"),
        ("Prévention", "français", "fr", ""),
    ],
)
def test_the_note_on_a_missing_language_stands_beside_its_field(
    client, person, title, written, code, name
):
    answers = ANSWERS | {"Title": title, "Language of the text": written}
    answers |= dict.fromkeys(["Summary", "What was done"], title)
    send(client, fill_docx(empty(client, "practice", "docx"), answers))
    page = PracticePage.objects.latest("pk")
    assert page.get_latest_revision_as_object().language == code
    basics = client.get(reverse("submission_step", args=[page.pk, "basics"])).content.decode()
    beside = basics[basics.index('name="language"') : basics.index('name="institution"')]
    assert (f"filed as {name}. Please check its language." in beside) == bool(name)
    for form in re.findall(r'form="(note-\d+)"', beside):
        assert f'<form id="{form}"' in basics

"""Files as they come back: other languages, other programs, mistakes, damage."""

import io
import random
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from workshops.models import Answer
from workshops.paper import questions, reading

from .made import inside
from .paper_forms import (
    KINDS,
    bring,
    fill,
    form,
    keep,
    notes,
    page,
    said,
    saved,
    take,
    tick,
    with_small_forms,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FILES = Path(__file__).parent / "files"


@pytest.fixture
def made(made):
    return with_small_forms(made)


def test_a_form_that_lost_its_marks_overwrites_nothing(made):
    """As some programs save it: then the portal cannot know what was changed in the file."""
    keep(made, made.one, note="in the room")
    client = inside(made.first)
    book = load_workbook(form(client, made, "xlsx"))
    book.active.delete_cols(book.active.max_column)
    file = fill("xlsx", saved(book), made.item, note="in the file", lead="new")
    shown = bring(client, made, "xlsx", file)
    take(client, made, shown)
    assert said(made, made.one) == {"note": "in the room", "lead": "new"}


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_a_form_that_libreoffice_saved_anew_keeps_its_answers_and_its_marks(name):
    """Forms of a sheet on which the first item is answered, opened and saved by 7.4."""
    content = (FILES / name).read_bytes()
    filled = reading.read(SimpleUploadedFile(name, content), "zztitle")
    assert filled.answers["1-markets-diversify.status"] == "in_place"
    assert filled.answers["1-markets-diversify.next_date"] == "2027-01-31"
    assert filled.answers["1-markets-diversify.evidence"] == "zzoneevidence"
    assert filled.answers.keys() == filled.bases.keys()
    assert (filled.mark[:12], len(filled.items), filled.notes) == ("portal-form ", 12, [])


def test_statuses_are_read_in_every_language_whatever_that_of_the_file(made):
    client = inside(made.first)
    labels = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            labels.append(str(Answer.Status.PARTLY.label))
    file = form(client, made, "xlsx", prefix="/fr")
    for item, label in zip(made.items, labels, strict=False):
        file = fill("xlsx", file, item, status=label)
    take(client, made, bring(client, made, "xlsx", file))
    found = [said(made, made.one, item)["status"] for item in made.items[: len(labels)]]
    assert found == ["partly"] * 6
    assert len(set(labels)) == 6


@pytest.mark.parametrize(
    ("kind", "place"), [("xlsx", "C5"), ("docx", "What has been done?")], ids=KINDS
)
def test_a_cell_that_cannot_be_read_is_named_with_its_place(made, kind, place):
    client = inside(made.first)
    said = {"status": "nearly", "next_date": "01/02/2027", "note": "is read"}
    shown = bring(client, made, kind, fill(kind, form(client, made, kind), made.item, **said))
    (first, message, text), (_place, when, _text) = notes(shown)
    assert place in first
    assert (text, message) == ("nearly", "“nearly” is not in the list.")
    assert "2027" in when
    assert list(shown.context["filled"].answers) == [f"{made.item.key}.note"]


def test_a_text_that_is_too_long_is_shown_in_its_field_to_be_made_shorter(made):
    client = inside(made.first)
    file = fill("xlsx", form(client, made, "xlsx"), made.item, lead="x" * 300, note="fine")
    shown = bring(client, made, "xlsx", file)
    assert take(client, made, shown).status_code == 200
    assert said(made, made.one) == {"note": "fine"}
    field = f"{made.item.key}.lead"
    assert take(client, made, shown, **{field: "short"}).status_code == 302
    assert said(made, made.one)["lead"] == "short"


def test_what_names_no_item_of_the_sheet_is_repeated_and_not_dropped(made):
    client = inside(made.first)
    book = load_workbook(form(client, made, "xlsx"))
    book.active["A5"].value, book.active["E5"].value = "9-unknown", "of an item that is none"
    book.active["E120"].value = "below the table"
    shown = bring(client, made, "xlsx", saved(book))
    found = {(place, text) for place, _message, text in notes(shown)}
    assert found == {("E5", "of an item that is none"), ("E120", "below the table")}


def test_words_beside_the_boxes_of_a_document_are_repeated(made):
    client = inside(made.first)
    document = Document(form(client, made, "docx"))
    document.add_paragraph("We ran out of time.")
    shown = bring(client, made, "docx", saved(document))
    assert [text for _place, _message, text in notes(shown)] == ["We ran out of time."]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("form.xlsx", b"PK\x03\x04 not a workbook", "damaged"),
        ("form.docx", b"plain text", "another type than the name says"),
        ("form.pdf", b"%PDF-1.7", "spreadsheet"),
        ("form.xlsx", b"", "empty"),
        ("form.xlsx", b"PK" + bytes(3_000_000), "2 MB at most"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_plain_words(made, name, content, message):
    client, file = inside(made.first), io.BytesIO(content)
    file.name = name
    answer = client.post(page(made), {"file": file})
    assert answer.status_code == 200
    assert message in answer.content.decode()


def test_boxes_of_a_document_are_ticked_and_a_tick_taken_away_erases_nothing(made):
    keep(made, made.one, status="in_place")
    client = inside(made.first)
    blank = form(client, made, "docx").getvalue()
    cleared = tick(io.BytesIO(blank), made.item, 0, ticked=False)
    shown = bring(client, made, "docx", cleared)
    assert (shown.context["rows"], len(shown.context["emptied"])) == ([], 1)
    both = tick(io.BytesIO(blank), made.item, 2, ticked=True)
    (note,) = bring(client, made, "docx", both).context["filled"].notes
    assert note.message == "More than one box is ticked."
    moved = tick(tick(io.BytesIO(blank), made.item, 0, ticked=False), made.item, 2, ticked=True)
    take(client, made, bring(client, made, "docx", moved))
    assert said(made, made.one) == {"status": "planned"}


def test_rows_that_were_sorted_and_dates_that_are_dates_are_read(made):
    keep(made, made.one, note="before")
    client = inside(made.first)
    file = fill("xlsx", form(client, made, "xlsx"), made.item, note="after")
    book = load_workbook(file)
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    rows[0][2 + list(questions.asked()).index("next_date")] = datetime(2027, 3, 31)
    for number, row in enumerate(sorted(rows, key=str, reverse=True), start=5):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    shown = bring(client, made, "xlsx", saved(book))
    assert notes(shown) == []
    take(client, made, shown)
    assert said(made, made.one) == {"note": "after", "next_date": "2027-03-31"}


def test_an_answer_that_stands_twice_is_kept_once_and_the_other_is_named(made):
    client = inside(made.first)
    book = load_workbook(fill("xlsx", form(client, made, "xlsx"), made.item, note="one"))
    sheet = book.active
    last = sheet.max_row + 1
    for column, cell in enumerate(sheet[5], start=1):
        sheet.cell(last, column).value = cell.value
    sheet.cell(last, 3 + list(questions.asked()).index("note")).value = "two"
    shown = bring(client, made, "xlsx", saved(book))
    (note,) = shown.context["filled"].notes
    assert (note.text, "twice" in note.message) == ("two", True)
    assert shown.context["filled"].answers == {f"{made.item.key}.note": "one"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_damaged_on_its_way_is_refused_in_plain_words(made, kind):
    client = inside(made.first)
    whole = form(client, made, kind).getvalue()
    chance = random.Random(22)  # noqa: S311  the same damage each time
    for _time in range(12):
        broken = bytearray(whole)
        for _byte in range(20):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        answer = bring(client, made, kind, io.BytesIO(bytes(broken)))
        assert answer.status_code == 200
    assert not made.assessment.answers.exists()


def test_a_workbook_that_unpacks_to_far_more_than_a_form_is_refused(made):
    client = inside(made.first)
    large = io.BytesIO()
    with (
        zipfile.ZipFile(form(client, made, "xlsx")) as package,
        zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in package.namelist():
            content = package.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b"<sheetData>", b"<sheetData>" + b" " * 21_000_000)
            copy.writestr(name, content)
    answer = bring(client, made, "xlsx", large)
    assert "The file is damaged or not a plain form." in answer.content.decode()

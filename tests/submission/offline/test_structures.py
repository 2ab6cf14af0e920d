"""Rows, cells and sheets of a form as people rearrange them."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from PIL import Image

from submission.offline import open_sheet, sheet, word

from . import word_cases

W = f'xmlns:w="{word_cases.SPACES["w"]}"'


def row(label, answer, properties="", wrap="{}"):
    cells = wrap.format(f"<w:tc>{word_cases.p(word_cases.run(label))}</w:tc>") + answer
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def cell(*inner, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner) or '<w:p/>'}</w:tc>"


def said(text):
    return word_cases.p(word_cases.run(text))


def table(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def read(*blocks):
    document = Document()
    body = document.element.body
    for element in parse_xml(f"<w:body {W}>{''.join(blocks)}</w:body>"):
        body.insert(len(body) - 1, element)
    file = io.BytesIO()
    document.save(file)
    return word.read(file)


def control(inner, properties=""):
    return word_cases.control(inner, properties)


def test_rows_and_cells_in_content_controls_are_read():
    answers = read(
        table(
            control(row("A", cell(said("one")))),
            row("B", control(cell(said("two")))),
            row("C", control(cell(said("Click here")), "<w:showingPlcHdr/>")),
        )
    )
    assert [(a.label, a.text) for a in answers[:3]] == [("A", "one"), ("B", "two"), ("C", "")]


def test_the_day_of_a_date_picker_is_known():
    answer = read(table(row("D", control(cell(said("01/12/2026")), word_cases.DAY))))[0]
    assert (answer.text, answer.date.isoformat()) == ("01/12/2026", "2026-12-01")


def test_added_rows_are_read_and_deleted_ones_named():
    gone = f"<w:del {word_cases.BY}/>"
    answers = read(
        table(
            row("A", cell(said("new")), f"<w:ins {word_cases.BY}/>"),
            row("", cell(word_cases.p(word_cases.deleted("old"))), gone),
            row("B", cell(said("kept"))),
        )
    )
    assert [(a.label, a.text) for a in answers] == [("A", "new"), ("", ""), ("B", "kept"), ("", "")]
    assert [(part.kind, part.text) for part in answers[1].left_out] == [("deleted", "old")]


def test_merged_cells_and_rows_without_a_question_go_on_with_the_answer():
    answers = read(
        table(
            row("A", cell(said("one"))),
            row("", cell(said("two"))),
            row(
                "B", cell(said("three"), properties='<w:gridSpan w:val="2"/>') + cell(said("four"))
            ),
        )
    )
    assert [(a.label, a.text) for a in answers[:2]] == [("A", "one\ntwo"), ("B", "three\nfour")]


def test_a_form_within_a_frame_is_read_and_words_around_it_are_named():
    frame = f"<w:tr>{cell(table(row('A', cell(said('one')))), '<w:p/>')}</w:tr>"
    answers = read(said("A word from us"), table(frame))
    assert (answers[0].label, answers[0].text) == ("A", "one")
    assert [(part.kind, part.text) for part in answers[-1].left_out] == [
        ("outside", "A word from us")
    ]


@pytest.fixture(scope="module")
def book():
    """A workbook as people leave it: notes in front, merged and hidden cells, a picture."""
    book = Workbook()
    book.active.title = "Read me"
    book.active.append(["Please fill in the other sheet."])
    page = book.create_sheet("Form")
    page.append(["Question", "Your answer", "Guidance"])
    bold = TextBlock(InlineFont(b=True), "bold")
    for label, value in (
        ("Rich", CellRichText("plain and ", bold)),
        ("Formula", "=1+1"),
        ("Share", 0.45),
        ("Merged", "over two"),
        ("Hidden", "not seen"),
        ("Goes on", "first"),
        (None, "second"),
        ("Commented", "seen"),
        ("Pictured", None),
    ):
        page.append([label, value])
    page["B4"].number_format = "0%"
    page.merge_cells("B5:C5")
    page.row_dimensions[6].hidden = True
    page["B9"].comment = Comment("check this", "A")
    image = io.BytesIO()
    Image.new("RGB", (4, 4)).save(image, "PNG")
    page.add_image(Picture(image), "B10")
    kept = io.BytesIO()
    book.save(kept)
    return kept


# From LibreOffice, which calculates the formula: see word_cases for how the files are made.
FILES = {"form.xlsx": sheet.read, "form.ods": open_sheet.read}


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_is_read_by_what_a_person_sees(name):
    with open(word_cases.FILES / name, "rb") as file:
        answers = {answer.label: answer for answer in FILES[name](file)}
    seen = {label: answer.text for label, answer in answers.items() if label}
    assert seen == {
        "Rich": "plain and bold",
        "Formula": "2",
        "Share": "45%",
        "Merged": "over two",
        "Hidden": "",
        "Goes on": "first\nsecond",
        "Commented": "seen",
        "Pictured": "",
    }
    left_out = {
        label: [(part.kind, part.text) for part in answer.left_out]
        for label, answer in answers.items()
        if answer.left_out
    }
    assert left_out.pop("Pictured")[0][0] == "picture"
    assert left_out == {
        "Hidden": [("hidden", "not seen")],
        "Commented": [("comment", "check this")],
    }


def test_a_formula_that_was_never_calculated_is_named(book):
    book.seek(0)
    answers = {answer.label: answer for answer in sheet.read(book)}
    assert [(part.kind, part.text) for part in answers["Formula"].left_out] == [("formula", "=1+1")]


def test_raised_figures_of_a_workbook_are_read_as_they_are_seen():
    book = Workbook()
    book.active.append(["Question", "Your answer"])
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    rich = CellRichText("10", TextBlock(raised, "6"), " people", TextBlock(struck, " gone"))
    book.active.append(["Summary", rich])
    file = io.BytesIO()
    book.save(file)
    answer = next(answer for answer in sheet.read(file) if answer.label == "Summary")
    assert answer.text == "10⁶ people gone"
    assert [(left.kind, left.text) for left in answer.left_out] == [("struck", " gone")]

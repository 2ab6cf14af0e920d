"""Results of an assessment: what is said at a glance, in which order, and in files."""

import io
import zipfile
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from tests.queries import at_most
from workshops import answers
from workshops.results import chart, reading

from .made import FIELDS, inside, signed_in

pytestmark = pytest.mark.django_db


def address(made, sheet="agreed", *more, language="en"):
    name = "workshop_results_file" if more else "workshop_results"
    with translation.override(language):
        return reverse(name, args=[made.room.uid, made.assessment.pk, sheet, *more])


def say(made, number, group=None, **said):
    answers.keep(answers.answer_of(made.assessment, group, made.items[number]), said)
    return made.items[number].key


def results(made, group=None):
    return reading.read(made.items, answers.sheet_of(made.assessment, group))


def keys(lines):
    return [line.item.key for line in lines]


def test_marked_items_come_first_then_gaps_the_furthest_from_done_first(made):
    partly, none, marked = (
        say(made, 0, status="partly"),
        say(made, 1, status="none"),
        say(made, 2, status="in_place", priority=True),
    )
    planned = say(made, 3, status="planned")
    for number, status in enumerate(("in_place", "not_applicable", "not_discussed", ""), start=4):
        say(made, number, status=status)
    assert keys(results(made).priorities) == [marked, none, planned, partly]


def test_an_item_without_an_answer_is_no_gap_and_is_counted_by_itself(made):
    say(made, 0, note="only a note")
    found = results(made)
    assert found.priorities == []
    assert (found.answered, found.counts["none"]) == (0, 0)
    assert found.counts[answers.UNANSWERED] == found.total == len(made.items)


def test_the_plan_runs_by_date_and_steps_without_one_are_at_the_end(made):
    undated = say(made, 0, next_step="write")
    later = say(made, 1, next_step="vote", next_date="2027-03-01")
    sooner = say(made, 2, owner="Health", next_date="2027-02-01")
    say(made, 3, status="none")
    assert keys(results(made).plan) == [sooner, later, undated]


def test_assistance_is_listed_where_it_is_wanted_or_somebody_is_named(made):
    wanted = say(made, 1, assistance="training")
    named = say(made, 4, assistance_from="a donor")
    assert keys(results(made).assistance) == [wanted, named]


def test_parts_of_a_bar_fill_it_from_the_side_where_the_page_begins():
    counts = [2, 0, 1, 0, 0, 0, 1]
    assert [(part.x, part.width) for part in chart.bar(counts)] == [
        ("0.000%", "50.000%"), ("50.000%", "25.000%"), ("75.000%", "25.000%"),
    ]  # fmt: skip
    with translation.override("ar"):
        assert [part.x for part in chart.bar(counts)] == ["50.000%", "25.000%", "0.000%"]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_says_the_same_in_bars_and_in_its_table(made, language):
    say(made, 0, status="none")
    say(made, 1, status="partly")
    client = signed_in(made.person)
    page = BeautifulSoup(client.get(address(made, language=language)).content, "html.parser")
    bars = page.select("svg.stack")
    rows = page.select("section[aria-labelledby=by-chapter] table :is(tfoot, tbody) tr")
    drawn = [[int(text.text) for text in bar.select("text")] for bar in bars]
    told = [[int(cell.text) for cell in row.select("td")[1:] if cell.text != "0"] for row in rows]
    assert drawn == [told[-1], *told[:-1]]  # the whole stands first in the chart, last in the table
    fills = {each["fill"] for each in page.select("svg rect[fill]")}
    known = {f"url(#{pattern['id']})" for pattern in page.select("pattern")}
    assert fills == known  # the legend names each


def test_a_group_reads_results_of_its_own_sheet_alone(made):
    made.answered()
    client = inside(made.first)
    body = client.get(address(made, "1")).content.decode()
    shown = [word for word in made.words["one"] if word.endswith(("step", "owner", "assistance"))]
    assert shown
    assert [word for word in shown if word not in body] == []
    for other in ("2", "agreed"):
        assert client.get(address(made, other)).status_code == 404
        assert client.get(address(made, other, "docx")).status_code == 404


def files(client, made, sheet="agreed", language="en"):
    """The text of both files, and themselves."""
    found = {}
    for ending in ("docx", "xlsx"):
        answer = client.get(address(made, sheet, ending, language=language))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert f".{ending}" in answer["Content-Disposition"]
        found[ending] = io.BytesIO(answer.content)
    return found


def test_word_and_excel_hold_each_part_with_header_rows(made):
    made.answered()
    say(made, 1, status="none", priority=True, next_date="2027-05-04")
    found = files(signed_in(made.person), made)
    document = Document(found["docx"])
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert headings == ["By chapter", "Priorities", "Assistance wanted", "Plan of action"]
    for table in document.tables:
        assert table.rows[0]._tr.xpath(".//w:tblHeader")
    book = load_workbook(found["xlsx"])
    assert book.sheetnames[1:] == ["Overview by chapter", *headings[1:]]
    for sheet in book.worksheets[1:]:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
        assert all(cell.font.bold for cell in sheet[1])
    assert book["Overview by chapter"].cell(2, 2).value == len(
        [item for item in made.items if item.chapter == made.item.chapter]
    )
    days = [row[0] for row in book["Plan of action"].iter_rows(2, values_only=True)]
    assert [day.date() for day in days] == [date(2027, 1, 31), date(2027, 5, 4)]
    assert (book.properties.creator or "", document.core_properties.author) == ("", "")


def test_files_hold_words_of_the_own_sheet_alone(made):
    made.answered()
    found = files(inside(made.first), made, "1")
    text = "".join(
        package.read(name).decode("utf-8", "replace")
        for package in map(zipfile.ZipFile, found.values())
        for name in package.namelist()
    )
    for other in ("two", "agreed"):
        assert [word for word in made.words[other] if word in text] == []
    assert "zzonenextstep" in text
    assert len(made.words["one"]) == len(FIELDS)


def test_files_in_arabic_run_from_the_right_and_name_their_language(made):
    made.answered()
    found = files(signed_in(made.person), made, language="ar")
    document = Document(found["docx"])
    assert document.sections[0]._sectPr.xpath("w:bidi")
    assert all(table._tbl.tblPr.xpath("w:bidiVisual") for table in document.tables)
    assert document.core_properties.language == "ar"
    book = load_workbook(found["xlsx"])
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert book.properties.language == "ar"


def test_what_begins_like_a_formula_stays_a_text(made):
    say(made, 0, next_step='=HYPERLINK("https://example.org")', assistance="+1")
    book = load_workbook(files(signed_in(made.person), made)["xlsx"])
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    kinds = {cell.value: cell.data_type for cell in cells}
    assert kinds['=HYPERLINK("https://example.org")'] == kinds["+1"] == "s"


def test_another_format_is_not_found(made):
    assert signed_in(made.person).get(address(made, "agreed", "pdf")).status_code == 404


def test_the_page_asks_few_questions_however_much_is_answered(made):
    for number in range(len(made.items)):
        say(made, number, status="partly", next_step="go", assistance="help")
    client = signed_in(made.person)
    client.get(address(made))
    with at_most(10):
        answer = client.get(address(made))
    assert answer.context["results"].answered == len(made.items)

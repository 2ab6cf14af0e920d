"""Tables as other programs write them: every row is read, and what is left out is named."""

import datetime
import re
import shutil
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart

from common.spreadsheets import Note, UnreadableFileError, UnreadableRow, parts_of, read_table
from common.spreadsheets.formulas import original

KNOWN = {"id", "title", "state", "summary", "start_year", "chapters"}
HEAD = ["id", "title", "summary"]
ROWS = [["1", "One, two", "a;b"], ["2", "Two", "c\td|e"]]


def read(path):
    return [(line, dict(row)) for line, row in read_table(path, KNOWN, original) if row]


def told(path):
    return [row.message for _line, row in read_table(path, KNOWN) if isinstance(row, UnreadableRow)]


def workbook(path, change=lambda book: None, rows=ROWS):
    book = Workbook()
    for row in [HEAD, *rows]:
        book.active.append(row)
    change(book)
    book.save(path)
    return path


def patched(path, *changes):
    """The workbook with bytes of its parts replaced, as other programs write them."""
    copy = path.with_name(f"patched-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for pattern, value in changes:
                data = re.sub(pattern, value, data)
            new.writestr(name, data)
    return copy


EXPECTED = [dict(zip(HEAD, row, strict=True)) for row in ROWS]


def test_a_workbook_that_states_another_size(tmp_path):
    path = patched(
        workbook(tmp_path / "a.xlsx"), (rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"')
    )
    assert [row for _line, row in read(path)] == EXPECTED


def test_strict_open_xml(tmp_path):
    path = patched(
        workbook(tmp_path / "a.xlsx"),
        (rb"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
         b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (rb"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )  # fmt: skip
    assert [row for _line, row in read(path)] == EXPECTED


def test_a_chart_and_notes_in_front(tmp_path):
    def change(book):
        notes = book.create_sheet("Read me", 0)
        notes.append(["How to fill in the next sheet"])
        book.create_chartsheet("Chart", 0).add_chart(BarChart())
        hidden = book.create_sheet("Old")
        hidden.append(HEAD)
        hidden.append(["9", "Old", ""])
        hidden.sheet_state = "hidden"
        book.active = 0

    path = workbook(tmp_path / "a.xlsx", change)
    assert read(path) == list(enumerate(EXPECTED, start=2))
    assert [note for note in told(path) if "Read me" in note]
    assert [note for note in told(path) if "Old" in note]


def test_several_sheets_are_all_read_and_named(tmp_path):
    def change(book):
        book.active.title = "Kenya"
        more = book.create_sheet("France")
        more.append(["Practices of France"])
        more.append([])
        more.append(["Title", "ID"])
        more.append(["Three", 3])

    assert read(workbook(tmp_path / "a.xlsx", change))[-1] == (
        "France 4", {"title": "Three", "id": 3.0},
    )  # fmt: skip


def test_hidden_rows_merged_cells_rich_text_and_dates(tmp_path):
    def change(book):
        sheet = book.active
        sheet.append(["3", CellRichText("plain ", TextBlock(InlineFont(b=True), "bold")), None])
        sheet.append(["4", datetime.date(2021, 5, 4), datetime.datetime(2021, 5, 4, 9, 30)])
        sheet.append(["5", "merged", None])
        sheet.merge_cells("B6:C6")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    rows = [row for _line, row in read(workbook(tmp_path / "a.xlsx", change))]
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[2]["title"] == "plain bold"
    assert rows[3]["title"] == datetime.date(2021, 5, 4)
    assert rows[3]["summary"] == datetime.datetime(2021, 5, 4, 9, 30)
    assert rows[4]["title"] == "merged"


def test_a_workbook_without_headings_has_a_plain_message(tmp_path):
    book = Workbook()
    book.active.append(["Dear colleague"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFileError, match="column headings such as id, title and state"):
        read(tmp_path / "a.xlsx")


def test_a_formula_that_was_never_calculated_is_named(tmp_path):
    path = workbook(tmp_path / "a.xlsx", rows=[["1", "=A1", "#N/A"]])
    assert [note for note in told(path) if "B2" in note]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "sep="])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_program(tmp_path, separator, first, encoding):
    import csv

    path = tmp_path / "a.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        if first:
            file.write(f"sep={separator}\r\n")
        csv.writer(file, delimiter=separator).writerows([HEAD, *ROWS])
    assert [row for _line, row in read(path)] == EXPECTED
    assert read(path)[0][0] == (3 if first else 2)


def test_commas_in_the_texts_of_a_file_with_semicolons(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id;title;summary\n1;a, b, c, d;e, f, g, h\n", encoding="utf-8")
    assert read(path) == [(2, {"id": "1", "title": "a, b, c, d", "summary": "e, f, g, h"})]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,title\n1,a,b\n", "more cells than the heading line"),
        (b"id,title,title\n1,a,b\n", "“title” stands there twice"),
        (b"id,title,\n1,a,lost\n", "column 3 has no heading"),
    ],
)
def test_what_a_csv_file_would_lose_is_named(tmp_path, content, message):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert message in " ".join(told(path))


@pytest.mark.parametrize(
    "content", ["id;title\n1;é".encode("cp1252"), "id,title".encode("utf-16-le")]
)
def test_another_encoding_has_a_plain_message(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        read(path)


def test_a_cell_as_full_as_excel_allows_is_named(tmp_path):
    path = workbook(tmp_path / "a.xlsx", rows=[["1", "x" * 32_767, ""]])
    assert "is it whole?" in told(path)[0]
    assert isinstance(next(row for _l, row in read_table(path, KNOWN) if not row), Note)


def test_parts_are_no_longer_than_excel_counts():
    text = "😀" * 40_000
    parts = parts_of(text)
    assert "".join(parts) == text
    assert max(len(part.encode("utf-16-le")) // 2 for part in parts) <= 32_767


def test_line_breaks_of_libreoffice(tmp_path):
    from common.spreadsheets import write_ods

    with (tmp_path / "a.ods").open("wb") as file:
        write_ods(file, HEAD, [["1", "a", "1\n4"]])
    with (
        zipfile.ZipFile(tmp_path / "a.ods") as old,
        zipfile.ZipFile(tmp_path / "b.ods", "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b">1\n4<", b">1<text:line-break/>4<"))
    shutil.copy(tmp_path / "b.ods", tmp_path / "c.ods")
    rows = read(tmp_path / "c.ods")
    assert rows[0][1]["summary"] == "1\n4"


@pytest.mark.parametrize(
    "text",
    [
        'id,title\n1,"One, two\n2,Two\n3,Three\n',
        'id,title\n1,"One"\n2,"Two\n3,"Three"\n',
    ],
)
def test_a_quotation_mark_that_nothing_closes_swallows_no_row(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(UnreadableFileError, match=r"begins on line [23]"):
        read(path)


@pytest.mark.parametrize("text", ["", "\ufeff", "a^title^b\n1^2^3\n", "<html><td>id</td></html>"])
def test_a_file_without_headings_says_so(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text)
    with pytest.raises(UnreadableFileError, match="no line of column headings"):
        read(path)


def test_the_separator_in_quotation_marks(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('"sep=;"\nid;title\n1;One, two\n')
    assert read(path) == [(3, {"id": "1", "title": "One, two"})]


def test_a_null_character_is_no_other_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,title\n1,O\x00ne\n")
    assert [row["id"] for _line, row in read(path)] == ["1"]

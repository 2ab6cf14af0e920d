"""The form as an Excel workbook (.xlsx): a row for each item, a column for each question."""

from datetime import date

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from common.text import escape_excel, xml_safe
from submission.offline import guidance
from submission.offline.template_excel import LINE, SHADE, THIN, GrowingRow, print_on_pages
from workshops.answers import status_label

from . import questions
from .form import PaperForm

HEADINGS = 3  # the row; above it a title and what to do
BEFORE = 2  # columns before the answers
WIDTHS = {"status": 18, "priority": 11, "next_date": 17, "lead": 20, "owner": 20}
WIDTH, REFERENCE, ITEM = 28, 17, 36
LONGEST_LIST = 250  # characters; Excel's own limit is 255


def write(form: PaperForm, file) -> None:
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = settings.WAGTAIL_SITE_NAME
    book.properties.title = form.title
    book.properties.language = guidance.language()
    asked = list(questions.asked().values())
    sheet = book.active
    sheet.title = str(capfirst(form.assessment._meta.verbose_name))[:31]
    _head(sheet, form, asked)
    for chapter, items in form.by_chapter():
        _chapter(sheet, f"{chapter.number}. {chapter.label}", len(asked))
        for item in items:
            _item(sheet, form, item, asked)
    _shape(sheet, asked)
    book.save(file)


def _head(sheet, form, asked) -> None:
    last = get_column_letter(BEFORE + len(asked))
    for row, text in ((1, form.title), (2, introduction())):
        sheet.merge_cells(f"A{row}:{last}{row}")
        cell = _put(sheet, row, 1, text)
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)
        _high(sheet, row, 2 if row == 2 else 1)
    named = [questions.reference_heading(), questions.item_heading()]
    named += ["\n".join(filter(None, (each.label, questions.hint(each)))) for each in asked]
    for column, text in enumerate(named, start=1):
        cell = _put(sheet, HEADINGS, column, text)
        cell.font, cell.fill, cell.border = Font(bold=True), SHADE, THIN
    _put(sheet, HEADINGS, len(named) + 1, form.mark)
    _high(sheet, HEADINGS, 5)


def introduction() -> str:
    return _(
        "Write beside each item. A cell that stays empty changes nothing. Leave the references as "
        "they are: the portal finds the items by them. What you send back is shown to you before "
        "anything is saved."
    )


def _chapter(sheet, text, number) -> None:
    row = sheet.max_row + 1
    for column in range(1, BEFORE + number + 1):
        sheet.cell(row, column).fill = SHADE
    cell = _put(sheet, row, BEFORE, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
    _high(sheet, row, 1)


def _item(sheet, form, item, asked) -> None:
    row, said = sheet.max_row + 1, form.said(item)
    texts = [item.key, item.label, *(_said(each, said.get(each.name)) for each in asked)]
    for column, text in enumerate(texts, start=1):
        cell = _put(sheet, row, column, text)
        cell.border = THIN
        if column > BEFORE:
            cell.protection = Protection(locked=False)
            is_date = asked[column - BEFORE - 1].kind == "date"
            cell.number_format = "yyyy-mm-dd" if is_date else "@"
    _put(sheet, row, len(texts) + 1, form.base(item))
    widths = [REFERENCE, ITEM, *map(_width, asked)]
    lines = [guidance.lines_in(str(text), width) for text, width in zip(texts, widths, strict=True)]
    _high(sheet, row, max(lines))


def _said(question, value) -> str | date:
    if not value:
        return ""
    if question.kind == "date":
        return date.fromisoformat(value)
    if question.is_yes_or_no:
        return _("yes")
    return status_label(value) if question.name == "status" else value


def _put(sheet, row, column, value):  # noqa: ANN202  a cell of openpyxl
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if value != "":
        cell.value = escape_excel(xml_safe(value)) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl would make a formula of what begins with =
    return cell


def _high(sheet, row, lines) -> None:
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=LINE * lines + 4)


def _width(question) -> int:
    return WIDTHS.get(question.name, WIDTH)


def _shape(sheet, asked) -> None:
    sheet.sheet_view.rightToLeft = guidance.is_right_to_left()
    sheet.freeze_panes = sheet.cell(HEADINGS + 1, BEFORE + 1)
    for column, width in enumerate([REFERENCE, ITEM, *map(_width, asked)], start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions[get_column_letter(BEFORE + len(asked) + 1)].hidden = True
    for column, question in enumerate(asked, start=BEFORE + 1):
        _offer(sheet, question, get_column_letter(column))
    # No password: who has to, can lift it. Rows and columns may be made larger.
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False
    sheet.print_area = f"A1:{get_column_letter(BEFORE + len(asked))}{sheet.max_row}"
    print_on_pages(sheet, headings=f"{HEADINGS}:{HEADINGS}")
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3  # on A4 nobody could read so many columns


def _offer(sheet, question, column) -> None:
    listed = ",".join(guidance.choices(question))
    if not listed or len(listed) > LONGEST_LIST:
        return
    choice = DataValidation("list", f'"{listed}"', allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(f"{column}{HEADINGS + 1}:{column}{sheet.max_row}")

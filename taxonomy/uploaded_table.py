"""Tables that officers upload, as CSV or XLSX, under the names of columns the portal knows."""

from collections.abc import Collection
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.lists import listed
from common.spreadsheets import NoHeadingsError, UnreadableFileError, UnreadableRow, read_table
from common.spreadsheets.cells import Row
from common.spreadsheets.formulas import original
from common.text import clean
from uploads import refuse_unsafe_workbook

Line = int | str
Cells = dict[str, str]
KINDS = (".csv", ".xlsx")


class Faults(list[str]):
    """What is wrong with a file, line by line."""

    def add(self, line: Line, why: str) -> None:
        self.append(_("Line %(line)s: %(why)s") % {"line": line, "why": why})

    def refuse(self) -> None:
        if self:
            raise ValidationError(list(self))


def read(uploaded, columns: Collection[str], needed: Collection[str]) -> list[tuple[Line, Cells]]:
    """(line as an editor shows it, {column: text}); raises ValidationError in plain words.

    A column that nobody reads is refused by name: it may be a known one with a misspelt heading.
    """
    kind = Path(uploaded.name).suffix.lower()
    if kind not in KINDS:
        raise ValidationError(_("Give a .csv or an .xlsx file."))
    if kind == ".xlsx":
        refuse_unsafe_workbook(uploaded)
    with NamedTemporaryFile(suffix=kind) as copy:
        copy.write(uploaded.read())
        copy.flush()
        rows = _rows(Path(copy.name), columns)
    if not rows:
        raise ValidationError(_("The file holds no rows."))
    _check_columns({name for _line, row in rows for name in row}, columns, needed)
    return [(line, {name: _text(value) for name, value in row.items()}) for line, row in rows]


def _rows(path: Path, columns: Collection[str]) -> list[tuple[Line, Row]]:
    try:
        rows = list(read_table(path, columns, original))
    except NoHeadingsError as error:
        message = _("The first line must name the columns: %s.") % listed(columns)
        raise ValidationError(message) from error
    except UnreadableFileError as error:
        raise ValidationError(str(error)) from error
    faults = Faults()
    for line, row in rows:
        if isinstance(row, UnreadableRow):
            faults.add(line, row.message)
    faults.refuse()
    return rows


def _check_columns(found: set[str], columns: Collection[str], needed: Collection[str]) -> None:
    if unknown := sorted(found - set(columns)):
        message = _("These columns are not known: %(unknown)s. The portal reads: %(columns)s.")
        values = {"unknown": listed(unknown), "columns": listed(columns)}
        raise ValidationError(message % values)
    if missing := [name for name in needed if name not in found]:
        raise ValidationError(_("These columns are missing: %s.") % listed(missing))


def _text(value: object) -> str:
    """Excel keeps the number of a chapter as 1.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else clean(str(value))

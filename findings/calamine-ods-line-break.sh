#!/usr/bin/env bash
# python-calamine joins the lines of a cell that LibreOffice Calc saved in OpenDocument: Calc keeps
# a line break within a paragraph as <text:line-break/>, and calamine leaves the element out, so
# that a list of the numbers 1 and 4 is read as 14.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1
"$folder/venv/bin/python" - "$folder/list.ods" <<'PYTHON'
import sys
from importlib.metadata import version

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P
from python_calamine import CalamineWorkbook

document = OpenDocumentSpreadsheet()
paragraph = P(text="1")
paragraph.addElement(LineBreak())
paragraph.addText("4")
cell = TableCell(valuetype="string")
cell.addElement(paragraph)
row, table = TableRow(), Table(name="Sheet1")
row.addElement(cell)
table.addElement(row)
document.spreadsheet.addElement(table)
document.save(sys.argv[1])
read = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()[0][0]
print(f"python-calamine {version('python-calamine')}: 1<text:line-break/>4 is read as {read!r}")
print("OpenDocument 1.3, 6.1.5: <text:line-break> represents a line break")
sys.exit(0 if read == "14" else 1)
PYTHON

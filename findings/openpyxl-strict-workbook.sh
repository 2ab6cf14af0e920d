#!/usr/bin/env bash
# openpyxl opens a workbook saved as "Strict Open XML Spreadsheet" (ISO/IEC 29500 Strict, offered by
# Excel's own dialogue) with a warning, no error and not one sheet: an import sees an empty file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

NAMESPACES = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main":
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
folder = Path(sys.argv[1])
book = openpyxl.Workbook()
book.active.append(["id", "title"])
book.save(folder / "transitional.xlsx")
with zipfile.ZipFile(folder / "transitional.xlsx") as old:
    with zipfile.ZipFile(folder / "strict.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for transitional, strict in NAMESPACES.items():
                data = data.replace(transitional, strict)
            new.writestr(name, data)
sheets = openpyxl.load_workbook(folder / "strict.xlsx").sheetnames
rows = CalamineWorkbook.from_path(folder / "strict.xlsx").get_sheet_by_index(0).to_python()
print(f"openpyxl {version('openpyxl')}: sheets of the strict workbook: {sheets}, a warning and no error")
print(f"python-calamine {version('python-calamine')} reads its rows: {rows}")
sys.exit(0 if sheets == [] and rows == [["id", "title"]] else 1)
PYTHON

"""Cells of an Excel workbook that hold no value: formulas never calculated, and errors."""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

FORMULA_WITHOUT_RESULT = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+\d+)"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
ERROR = re.compile(rb'<(?:\w+:)?c r="([A-Z]+\d+)"(?=[^>]*\st="e")')
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def unread_cells(path: Path) -> list[str]:
    """Their names (B2), first sheet first; programs other than Excel write formulas only."""
    found = []
    try:
        with ZipFile(path) as package:
            for name in sorted(filter(SHEET.fullmatch, package.namelist())):
                data = package.read(name)
                found += FORMULA_WITHOUT_RESULT.findall(data) + ERROR.findall(data)
    except BadZipFile:
        return []
    return [cell.decode() for cell in found]

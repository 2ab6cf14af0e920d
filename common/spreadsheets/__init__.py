"""Tables of rows as CSV, XLSX, ODS and JSON Lines, read and written without a loss."""

from .cells import MOST_CHARACTERS, joined, parts_of
from .csv_text import csv_rows, decoded
from .headings import NoHeadingsError, UnreadableFileError
from .reading import Note, UnreadableRow, read_table
from .writing import write_ods, write_xlsx

__all__ = [
    "MOST_CHARACTERS", "NoHeadingsError", "Note", "UnreadableFileError", "UnreadableRow",
    "csv_rows", "decoded", "joined", "parts_of", "read_table", "write_ods", "write_xlsx",
]  # fmt: skip

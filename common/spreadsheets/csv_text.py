"""CSV files: their encoding by its mark, their separator by the heading line."""

import csv
import io
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from .headings import UnreadableFileError, known_in

SEPARATORS = (",", ";", "\t", "|")
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
csv.field_size_limit(16 * 1024 * 1024)  # a whole strategy may stand in one cell


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, or in another form of Unicode that says so at its beginning."""
    try:
        text = data.decode(encoding_of(data))
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            _(
                "The file is not UTF-8 text, so accents and other letters would be wrong. In "
                "Excel, save it as “CSV UTF-8”; in LibreOffice, choose the character set UTF-8."
            )
        ) from error
    if text[:1000].count("\x00") * 4 > len(text[:1000]):  # UTF-16 without its mark
        raise UnreadableFileError(_("The file is not UTF-8 text; save it as UTF-8."))
    return text


def encoding_of(data: bytes) -> str:
    return next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")


def csv_rows(text: str, known: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """(number of the line, cells) of each line, by the separator that makes headings known."""
    separator, skipped = _separator(text, known)
    lines = io.StringIO(text, newline="")
    for _number in range(skipped):
        lines.readline()
    # Strict: a quotation mark that nothing closes would swallow all rows after it in silence.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begun = skipped
    try:
        for cells in reader:
            yield reader.line_num + skipped, cells
            begun = reader.line_num + skipped
    except csv.Error as error:
        message = _(
            "The row that begins on line %(line)d cannot be read: %(error)s. A text in quotation "
            "marks ends with one, and a quotation mark within it is written twice."
        )
        raise UnreadableFileError(message % {"line": begun + 1, "error": error}) from error


def _separator(text: str, known: Collection[str]) -> tuple[str, int]:
    """(separator, lines before the headings); Excel writes and reads a first line `sep=;`."""
    first = next(iter(text[:10].splitlines()), "").strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], 1
    beginning = io.StringIO(text, newline="")
    heading = next((line for line in beginning if line.strip()), "")

    def found(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([heading], delimiter=separator), [])
        return len(known_in(cells, known)), len(cells)

    return max(SEPARATORS, key=found), 0

"""Tables of statements and the ZIP files that go with them, for tests."""

import io
import zipfile

from common.spreadsheets import write_xlsx

COLUMNS = ("Key", "Meeting", "State", "Title", "Text", "Files")
MEETING = "thematic-2019"


def workbook(*rows, columns=COLUMNS):
    kept = io.BytesIO()
    write_xlsx(kept, columns, rows)
    return kept.getvalue()


def packed(files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return kept.getvalue()

#!/usr/bin/env bash
# python-docx: the text of a cell or paragraph leaves out what Track Changes inserted and what stands
# in a content control, without a word. A person sees "We gave needles in Nairobi." in Word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import docx
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
cell = docx.Document().add_table(rows=1, cols=1).cell(0, 0)
cell._tc.remove(cell.paragraphs[0]._p)
cell._tc.append(parse_xml(f"""<w:p {W}>
<w:r><w:t xml:space="preserve">We </w:t></w:r>
<w:ins w:id="1" w:author="A" w:date="2026-11-01T10:00:00Z"><w:r><w:t>gave</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> needles in </w:t></w:r>
<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Nairobi</w:t></w:r></w:sdtContent></w:sdt>
<w:r><w:t>.</w:t></w:r></w:p>"""))
print("python-docx", docx.__version__, "reads", repr(cell.text))
print("Word shows 'We gave needles in Nairobi.'")
sys.exit(cell.text != "We  needles in .")
PYTHON

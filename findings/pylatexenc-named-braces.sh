#!/usr/bin/env bash
# pylatexenc's latex2text drops \textbraceleft and \textbraceright, LaTeX's own names for braces in
# text: "a \textbraceleft{}b\textbraceright{}" is read as "a b". \{ and \} are kept.
# bibtexparser 2 decodes BibTeX by it, so a title loses its braces without a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pylatexenc==2.11
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from pylatexenc.latex2text import LatexNodes2Text

print("pylatexenc", version("pylatexenc"))
read = LatexNodes2Text().latex_to_text
named = read(r"a \textbraceleft{}b\textbraceright{} c")
escaped = read(r"a \{b\} c")
print("named:  ", repr(named))
print("escaped:", repr(escaped))
sys.exit(0 if escaped == "a {b} c" and not set("{}") & set(named) else 1)
PYTHON

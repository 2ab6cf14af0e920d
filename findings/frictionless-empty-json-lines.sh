#!/usr/bin/env bash
# frictionless 5.21.0 refuses a table in JSON Lines that has no rows ("source-error ... generator
# raised StopIteration"), although a file of JSON Lines may hold no line; the same table as CSV, with
# its header alone, is valid with no rows. A catalogue that is still empty publishes both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "frictionless[json]==5.21.0"
cd "$folder"
echo "identifier,title" >empty.csv
: >empty.jsonl
venv/bin/python -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

from frictionless import Package

print("frictionless", version("frictionless"))
found = {}
for path in ("empty.csv", "empty.jsonl"):
    report = Package({"name": "package", "resources": [{"name": "table", "path": path}]}).validate()
    found[path] = [f"{error.type}: {error.note}" for task in report.tasks for error in task.errors]
    print(path, found[path] or "valid")
sys.exit(0 if found == {"empty.csv": [], "empty.jsonl": ["source-error: generator raised StopIteration"]} else 1)
PYTHON

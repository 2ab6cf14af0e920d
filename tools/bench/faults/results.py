"""One line a figure at the end of RESULTS.md, where the other parts leave everything alone."""

from datetime import UTC, datetime

from tools.bench.report import RESULTS

HEADING = "## Faults under traffic"
HEAD = f"""
{HEADING}

`python -m tools.bench.faults`. Client and server share the two cores with other work.

| figure | value | goal |  | details | measured |
|---|---|---|---|---|---|
"""


def keep(figures):
    """Put each figure in the place of its last measurement."""
    text = RESULTS.read_text()
    before, _found, after = text.partition(HEAD)
    lines = {line.split("|")[1].strip(): line for line in after.splitlines() if line.strip()}
    today = datetime.now(UTC).date().isoformat()
    for f in figures:
        cells = (f.what, f.value, f.goal, f.verdict, f.note, today)
        lines[f.what] = "| " + " | ".join(cells) + " |"
    RESULTS.write_text(before.rstrip() + "\n" + HEAD + "\n".join(lines.values()) + "\n")

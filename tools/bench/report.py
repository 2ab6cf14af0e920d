"""The table on the screen and in RESULTS.md; remarks written by hand there are left alone."""

import os
import platform
from importlib.metadata import version

from tools.bench.places import LARGE, ROOT, SMALL

RESULTS = ROOT / "tools" / "bench" / "RESULTS.md"
REMARKS = "## Remarks"
PACKAGES = ("django", "wagtail", "elasticsearch", "psycopg", "gunicorn")
COLUMNS = ("figure", "value", "goal", "", "details")


def table(figures):
    """Lines of a Markdown table that can also be read as it is."""
    rows = [COLUMNS, *((f.what, f.value, f.goal, f.verdict, f.note) for f in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (n + 2) for n in widths) + "|", *lines[1:]])


def write(parts, servers):
    """RESULTS.md from {part: [Figure]} and {server: version}."""
    sections = [
        f"## {part}\n\n{table(figures)}\n\nMeasured on {figures[0].measured}.\n"
        for part, figures in parts.items()
    ]
    head = f"# Measurements\n\n{_machine()}\n{_versions(servers)}\n"
    RESULTS.write_text("\n".join([head, *sections, _remarks()]))


def _machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"`make bench`, {SMALL:,} and {LARGE:,} practices and strategies. Machine: "
        f"{os.cpu_count()} cores, {memory:.0f} GiB, shared with other work. Times are p50 / p95, "
        "warm, taken by turns; a ratio is that of the two p50 or of the two p95 of one run."
    )


def _versions(servers):
    known = {name: version(name) for name in PACKAGES} | servers
    names = ", ".join(f"{name} {number}" for name, number in known.items())
    return f"Python {platform.python_version()}, {names}."


def _remarks():
    text = RESULTS.read_text() if RESULTS.exists() else ""
    _before, found, after = text.partition(REMARKS)
    return found + after if found else f"{REMARKS}\n"

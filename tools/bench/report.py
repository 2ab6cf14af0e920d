"""The table on the screen and in RESULTS.md; remarks written by hand there are left alone."""

import os
import platform
import re
from importlib.metadata import version

from tools.bench.places import LARGE, ROOT, SMALL

RESULTS = ROOT / "tools" / "bench" / "RESULTS.md"
REMARKS = "Remarks"  # the first section that is written by hand
PACKAGES = ("django", "wagtail", "elasticsearch", "psycopg", "gunicorn")
COLUMNS = ("figure", "value", "goal", "", "details")


def table(figures, dated=False):
    """Lines of a Markdown table that can also be read as it is."""
    rows = [COLUMNS, *((f.what, f.value, f.goal, f.verdict, f.note) for f in figures)]
    if dated:
        dates = ("measured", *(f.measured for f in figures))
        rows = [(*row, date) for row, date in zip(rows, dates, strict=True)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (n + 2) for n in widths) + "|", *lines[1:]])


def section(figures):
    """Of a part whose figures were measured together."""
    return f"{table(figures)}\n\nMeasured on {figures[0].measured}.\n"


def write(sections, servers=None):
    """Put {title: text} in the place of their last ones in RESULTS.md, or before the remarks.

    {server: version} is what the head names; without it the head stays as it is.
    """
    head, *parts = re.split(r"^## ", RESULTS.read_text(), flags=re.M)
    texts = {}
    for part in parts:
        title, _line, text = part.partition("\n")
        if title == REMARKS:
            texts |= {new: "" for new in sections if new not in texts}
        texts[title] = text.strip("\n") + "\n"
    texts |= sections
    if servers:
        head = f"# Measurements\n\n{_machine()}\n{_versions(servers)}\n"
    whole = [head.rstrip("\n") + "\n", *(f"## {t}\n\n{text}" for t, text in texts.items())]
    RESULTS.write_text("\n".join(whole))


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

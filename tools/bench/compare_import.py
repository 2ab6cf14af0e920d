"""Rows that this build and an older one import in a second of processor time, and their memory.

`python -m tools.bench compare-import [REV]`. Both import the same files into a database of their
own; what one row alone costs is taken off, which is the start of the process.
"""

import os
import subprocess
import sys
from dataclasses import replace

from tools.bench import import_rows
from tools.bench.compare import FIRST, Build, BuildError, older
from tools.bench.figures import at_least
from tools.bench.places import FOLDER, ROOT
from tools.bench.report import table
from tools.bench.worlds import create_database

GOAL = 10  # times as many rows a second
FEW = 1
SIZES = [int(size) for size in os.environ.get("BENCH_IMPORT_ROWS", "500 3000").split()]


def compare_import(revision=FIRST):
    builds = builds_of(revision)
    files = {size: file_of(size) for size in (FEW, *SIZES)}
    costs = [{size: cost(build, path) for size, path in files.items()} for build in builds]
    figures = [_figure(size, *(rate(found, size) for found in costs)) for size in SIZES]
    print(f"\nRows imported, against {revision}\n\n{table(figures)}\n")


def builds_of(revision=FIRST):
    """(the older build, this one), whose databases are not those that compare.py keeps."""
    builds = older(revision, ""), Build("now", ROOT, sys.executable, "")
    return tuple(replace(build, name=f"{build.name}_import") for build in builds)


def file_of(size):
    path = FOLDER / "compare" / f"rows-{size}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    import_rows.write(path, size)
    return path


def cost(build, path):
    """(seconds of processor time, MiB at the most) of importing a file into an empty portal."""
    create_database(build.database, fresh=True)
    build.manage(["migrate"], ["prepare_portal"])
    print(f"{build.name}: import_practices {path.name}", flush=True)
    command = [build.python, "-W", "ignore", "manage.py", "import_practices", path]
    process = subprocess.Popen(
        command, cwd=build.code, env=build.variables(), stdout=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise BuildError(f"{build.name} did not import {path}.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def rate(costs, size):
    """(rows a second, MiB)"""
    (first, _), (seconds, memory) = costs[FEW], costs[size]
    return (size - FEW) / (seconds - first), memory


def _figure(size, before, now):
    note = f"{before[0]:.1f} → {now[0]:.1f} rows/s; {before[1]} → {now[1]} MiB at the most"
    return at_least(f"{size} rows", now[0] / before[0], GOAL, note)

"""What pages cost this build and an older one, in processor time without that of the servers.

`python -m tools.bench compare [REV]`. The older build has a worktree and a virtual environment of
its own; each loads the sample content by its own commands, and both are asked by turns.
"""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tools.bench.figures import Figure, at_most
from tools.bench.places import FOLDER, PORT, POSTGRESQL, ROOT
from tools.bench.report import table
from tools.bench.timing import by_turns, ratio
from tools.bench.worlds import create_database
from tools.elasticsearch import LocalServer

FIRST = "2c45dd1"  # the build of 26 November 2026
ROUNDS = 60
# Pages are made anew for each visit, and then once more as production keeps them.
KEEPING = {"made anew": "0", "kept": "60"}
GOALS = {"/search/": 1 / 3}  # of pages made anew; of all others half
WORKER = ROOT / "tools" / "bench" / "compare_worker.py"


class BuildError(Exception):
    """What a build did not do, with what it said."""


@dataclass(frozen=True)
class Build:
    """The code in a folder, the Python it runs on, and where it keeps its content."""

    name: str
    code: Path
    python: Path | str
    elasticsearch: str

    @property
    def database(self):
        return f"{POSTGRESQL}/portal_compare_{self.name}"

    @property
    def kept(self):
        return FOLDER / "compare" / "kept" / self.name

    def load(self):
        """All anew for this build, whose code changes; once for an older one."""
        loaded = self.kept / "loaded"
        if self.code == ROOT or not loaded.exists():
            create_database(self.database, fresh=True)
            self.manage(["migrate"], ["load_demo"], ["collectstatic", "--noinput"])
            loaded.touch()
        self.manage(["search_index", "--rebuild"])

    def manage(self, *commands):
        self.kept.mkdir(parents=True, exist_ok=True)
        for command in commands:
            print(f"{self.name}: {' '.join(command)}", flush=True)
            _run([self.python, "-W", "ignore", "manage.py", *command], self.code, self.variables())

    def start(self, **variables):
        command = [self.python, "-W", "ignore", "-P", WORKER]
        return Worker(command, self.code, self.variables() | variables)

    def variables(self):
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tools.bench.settings",
            "PYTHONPATH": str(self.code),
            "DATABASE_URL": self.database,
            "ELASTICSEARCH_URL": self.elasticsearch,
            "ELASTICSEARCH_ALIAS": f"compare-{self.name}",
            "CACHE_DIR": str(self.kept / "cache"),
            "BENCH_MEDIA": str(self.kept / "media"),
        }


class Worker:
    """A process of a build, which answers a page at a time."""

    def __init__(self, command, code, variables):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, cwd=code, env=variables, text=True, **pipes)

    def __enter__(self):
        self.addresses = json.loads(self._line())
        return self

    def __exit__(self, *fault):
        self.process.terminate()
        self.process.communicate()

    def cost(self, page):
        """Milliseconds of processor time for a page."""
        print(self.addresses[page], file=self.process.stdin, flush=True)
        return float(self._line())

    def _line(self):
        line = self.process.stdout.readline()
        if not line:
            self.process.communicate()
            raise BuildError(f"The worker ended with {self.process.returncode}; see above.")
        return line


def compare(revision=FIRST):
    server = LocalServer(PORT + 2)
    server.start()
    try:
        builds = [older(revision, server.url), Build("now", ROOT, sys.executable, server.url)]
        for build in builds:
            build.load()
        figures = _figures(*builds)
    finally:
        server.stop()
    print(f"\nProcessor time of a page, against {builds[0].name}\n\n{table(figures)}\n")


def older(revision, elasticsearch):
    """A build of that revision, made once and kept under var/bench/compare."""
    name = _run(["git", "rev-parse", "--short", f"{revision}^{{commit}}"], ROOT).strip()
    code = FOLDER / "compare" / name
    if not code.exists():
        _run(["git", "worktree", "add", "--detach", code, name], ROOT)
    print(f"{name}: make .venv/.run", flush=True)
    _run(["make", ".venv/.run", f"PYTHON={sys.executable}"], code)
    return Build(name, code, code / ".venv" / "bin" / "python", elasticsearch)


def _figures(older, newer):
    with ExitStack() as stack:
        before = stack.enter_context(older.start())
        now = {
            name: stack.enter_context(newer.start(KEPT_PAGES_SECONDS=seconds))
            for name, seconds in KEEPING.items()
        }
        return [figure for page in before.addresses for figure in of_page(page, before, now)]


def of_page(page, before, now):
    """The Figures of a page; `now` are workers of this build by what they do with pages."""
    times = by_turns({"before": before} | now, [page], ROUNDS, page, measure=Worker.cost)
    goal = next((goal for start, goal in GOALS.items() if page.startswith(start)), 1 / 2)
    for name in now:
        median, slow = ratio(times[name], times["before"])
        note = f"{times['before']} → {times[name]}; {slow:.2f}× at p95"
        what = f"{page}, {name}"
        if name == "kept":
            yield Figure(what, f"{median:.2f}×", note=note)
        else:
            yield at_most(what, median, round(goal, 2), note)


def _run(command, folder, variables=None):
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    if done.returncode:
        said = (done.stdout + done.stderr)[-2000:]
        raise BuildError(f"{' '.join(map(str, command))} in {folder} failed:\n{said}")
    return done.stdout

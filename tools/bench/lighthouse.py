"""Lighthouse's four scores of the pages people see first, on a portal as in production.

Not installed with the portal: `npm install lighthouse` anywhere, and LIGHTHOUSE=…/.bin/lighthouse.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from tests.browser.addresses import PRACTICE
from tools.bench.faults import stand
from tools.bench.figures import Figure

PAGES = {"home": "/", "search": "/search/", "practice": PRACTICE}
FORMS = {"phone": [], "desktop": ["--preset=desktop"]}
GOAL = 95
TRIES = 3  # Chromium sometimes loses the trace of a page


def lighthouse():
    program = os.environ.get("LIGHTHOUSE")
    if not program:
        print("Lighthouse: not measured; LIGHTHOUSE names no program")
        return []
    with stand.portal():
        return [_figure(program, page, form) for page in PAGES for form in FORMS]


def _figure(program, page, form):
    scores = _scores(program, f"http://localhost:{stand.WEB}{PAGES[page]}", FORMS[form])
    least = min(scores.values())
    note = ", ".join(f"{name} {score}" for name, score in scores.items())
    return Figure(f"{page}, {form}: lowest score", str(least), f"≥ {GOAL}", least >= GOAL, note)


def _scores(program, url, options):
    """{category: 0 to 100}"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        command = [program, url, "--quiet", "--output=json", f"--output-path={path}", *options]
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        environment = {"CHROME_PATH": "/usr/bin/chromium"} | os.environ
        for _ in range(TRIES):
            if subprocess.run(command, env=environment, check=False).returncode == 0:
                break
        found = json.loads(path.read_text())["categories"]
    return {name: round(100 * each["score"]) for name, each in found.items()}

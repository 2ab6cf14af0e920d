"""html-validate and pa11y: their versions are pinned in `node/package-lock.json`."""

import json
import shutil
import subprocess
from pathlib import Path

from tests.nightly import NIGHTLY
from tests.services import missing

NODE = Path(__file__).resolve().parent / "node"


def need() -> None:
    if not shutil.which("node") or not (NODE / "node_modules").is_dir():
        missing(f"Node with pa11y and html-validate; install them with `npm ci` in {NODE}")


def faults(pages: dict[str, str], chromium: str) -> list[str]:
    """What they say about pages, by name: faults({"home": html}, "/usr/bin/chromium").

    pa11y opens each page in a browser, which it does in the night.
    """
    answer = subprocess.run(  # noqa: S603
        [shutil.which("node"), "check.mjs", chromium],
        cwd=NODE,
        input=json.dumps({"pages": pages, "pa11y": NIGHTLY}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)

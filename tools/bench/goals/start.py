"""`make run` on a fresh clone with packages in the cache, until the first page."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import requests

from tests.local_servers import free_port
from tools.bench.faults.stand import how_busy
from tools.bench.figures import at_most
from tools.bench.places import FOLDER, ROOT

GOAL, PATIENCE = 45, 600  # seconds
# No setting of the measurements reaches the clone; certificates of this machine's registry do.
NEEDED = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR")
LOG = FOLDER / "make-run.log"


def start():
    busy = how_busy()
    with tempfile.TemporaryDirectory(prefix="portal-clone-") as folder:
        clone = Path(folder) / "portal"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        began = time.perf_counter()
        process = _make_run(clone, port := free_port())
        try:
            _until_answered(process, f"http://127.0.0.1:{port}/search/")
            seconds = time.perf_counter() - began
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
        shutil.rmtree(clone, ignore_errors=True)  # what ends late may still write
    note = f"until /search/ answers; {busy}"
    return [at_most("make run on a fresh clone, warm cache", seconds, GOAL, note, " s")]


def _make_run(clone, port):
    environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
    with LOG.open("w") as log:
        return subprocess.Popen(
            ["make", "run", f"PORT={port}"], cwd=clone, env=environment, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip


def _until_answered(process, url):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"make run ended; see {LOG}")
        try:
            if requests.get(url, timeout=30).status_code == 200:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise TimeoutError(f"make run did not answer; see {LOG}")

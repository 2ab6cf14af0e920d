"""Health probe for containers, without Django; exit 1 when something is not well.

tools/probe.py                 asks the portal on this machine for /health/
tools/probe.py JOB SECONDS     fails when the job has given no sign of life for so long
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import Request, urlopen


def portal() -> None:
    # The portal answers only to its own names, from inside too.
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".*") or "localhost"
    address = f"http://127.0.0.1:{os.environ.get('PROBE_PORT', '8000')}/health/"
    urlopen(Request(address, headers={"Host": host}), timeout=4).close()


def job(name: str, seconds: str) -> None:
    file = Path(tempfile.gettempdir()) / f"portal-job-{name}"  # as in jobs/runs.py
    age = time.time() - file.stat().st_mtime
    if age > float(seconds):
        sys.exit(f"{name}: last sign of life {age:.0f} s ago")


if __name__ == "__main__":
    try:
        job(*sys.argv[1:]) if len(sys.argv) > 1 else portal()
    except OSError as error:
        sys.exit(str(error))

"""Which processes run, and which of two may go on. Reads /proc, so Linux only."""

import fcntl
import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def find(mark: str) -> int | None:
    """The process with this text on its command line; unlike a pid file, never stale."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark.encode() in path.read_bytes():
                return int(path.parent.name)
        except OSError:
            continue  # gone since it was listed
    return None


def exists(pid: int) -> bool:
    """False once its last thread is gone, and its ports and locks with it; a zombie is gone."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        threads = len(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return False
    return state not in "ZX" or threads > 1


@contextmanager
def only_one(lock: Path, timeout: float):
    """Hold the lock, also against other programs; a child that inherits the handle holds it on."""
    deadline = time.monotonic() + timeout
    with lock.open("w") as handle:
        while not _locked(handle):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{lock} is held by another program.")
            time.sleep(0.1)
        yield handle


def _locked(handle: IO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

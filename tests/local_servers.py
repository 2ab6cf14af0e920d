"""Small servers that a test starts for itself, as a process on a free port or as a thread."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer

from .services import listens

SECONDS_TO_START = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextmanager
def running(command, url, **options) -> Iterator[subprocess.Popen]:
    """The process of this command, once somebody listens at the URL; it ends with the block."""
    process = subprocess.Popen(  # noqa: S603  a program from our own lock file
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
    )
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not listens(url):
            assert process.poll() is None, f"{command[0]} has ended: {process.returncode}"
            assert time.monotonic() < deadline, f"{command[0]} does not listen at {url}"
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def serving(server: HTTPServer) -> Iterator[None]:
    """Meanwhile the server answers, in a thread of its own."""
    with server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()

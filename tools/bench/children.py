"""Work in a process of its own, so that it can be killed with SIGKILL in the middle."""

import os
import signal
import time
from contextlib import contextmanager

from django.db import connections

from search.engines import elastic_client


def start(work):
    """The process id of a child that does the work and nothing else."""
    pid = os.fork()
    if pid:
        return pid
    try:
        _let_go_of_what_is_the_parents()
        work()
    finally:
        os._exit(0)


def _let_go_of_what_is_the_parents():
    """Its sockets are shared after a fork; closing them here would say goodbye for both."""
    for connection in connections.all():
        connection.connection = None
    elastic_client._client.cache_clear()


def kill_after(pid, seconds):
    """Whether SIGKILL met the child before it was done."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if os.waitpid(pid, os.WNOHANG)[0]:
            return False
        time.sleep(0.005)
    kill(pid)
    return True


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@contextmanager
def beside(work):
    """The work goes on in a child until the block is left."""
    pid = start(work)
    try:
        yield
    finally:
        kill(pid)

"""A task that waits to be let go."""

import socket

from django_tasks import task


@task()
def wait_for(port):
    """Tells the test that it runs by a connection, and ends when the test sends a byte."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.recv(1)

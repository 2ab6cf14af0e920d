"""Files in answers of the test client: they stay open until the answer is closed."""

from contextlib import contextmanager

from django.core.signals import request_finished
from django.db import close_old_connections


@contextmanager
def closing(response):
    """Closes the answer and not, as the end of a real request would, the database as well."""
    try:
        yield response
    finally:
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)


def status_of(client, address):
    with closing(client.get(address)) as response:
        return response.status_code

"""Files in answers of the test client: they stay open until the answer is closed."""

from contextlib import closing


def status_of(client, address):
    with closing(client.get(address)) as response:
        return response.status_code

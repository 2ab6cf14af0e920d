"""Datasette, which answers addresses one by one and says how many milliseconds each took.

Runs in a virtual environment of its own, which has Datasette and nothing of the portal: see
beside_datasette.py, which hands it a file of SQLite and, as lines, the addresses of its pages.
"""

import asyncio
import sys
import time

from datasette.app import Datasette

SETTINGS = {
    "facet_time_limit_ms": 30_000,  # its facets are counted whole, as ours are
    "sql_time_limit_ms": 30_000,
    "suggest_facets": False,
}
CUT_OFF = "timed out"


async def main(path):
    datasette = Datasette(immutables=[path], settings=SETTINGS)
    await datasette.invoke_startup()
    print("{}", flush=True)
    for line in sys.stdin:
        print(await taken(datasette, line.strip()), flush=True)


async def taken(datasette, address):
    start = time.perf_counter()
    response = await datasette.client.get(address, follow_redirects=True)
    milliseconds = (time.perf_counter() - start) * 1000
    if response.status_code != 200 or CUT_OFF in response.text:
        sys.exit(f"{address}: {response.status_code}, or not all of it was counted")
    return milliseconds


asyncio.run(main(sys.argv[1]))

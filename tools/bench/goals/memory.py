"""Memory of gunicorn and three workers after the same 300 requests, against the older build."""

import asyncio
import itertools
import re
from pathlib import Path

import psycopg

from search.addresses import url_of
from tools.bench import load
from tools.bench.figures import at_most
from tools.bench.goals import builds
from tools.bench.questions import new_questions

SEARCHES, PRACTICES, AT_ONCE = 200, 100, 6
GOAL = 0.55
PATHS = "SELECT url_path FROM wagtailcore_page WHERE slug = ANY(%s) ORDER BY slug"


def memory():
    before, now = (_of(build) for build in builds.both())
    workers = f"workers alone {before[1]:.0f} → {now[1]:.0f} MiB"
    note = f"{before[0]:.0f} → {now[0]:.0f} MiB, gunicorn's own process included; {workers}"
    what = f"memory of {load.WORKERS} workers (PSS) / 2c45dd1's"
    return [at_most(what, now[0] / before[0], GOAL, note)]


def _of(build):
    """(MiB of gunicorn and its workers, of its workers alone)"""
    with load.gunicorn(build.python, build.code, build.variables()) as server:
        answers = asyncio.run(_ask(_addresses(build)))
        if failed := sum(not ok for ok, _stand_in in answers):
            raise RuntimeError(f"{build.name}: {failed} of {len(answers)} requests failed")
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        workers = sum(map(proportional, children))
        return workers + proportional(server.pid), workers


async def _ask(addresses):
    """A few at once, so that each worker has its share."""
    parts = (addresses[start::AT_ONCE] for start in range(AT_ONCE))
    return [answer for part in await asyncio.gather(*map(_one, parts)) for answer in part]


async def _one(addresses):
    return [await load.get(address, load.PORT) for address in addresses]


def _addresses(build):
    """Searches, and pages of practices that both builds have under the same slugs."""
    slugs = [f"bench-{number}" for number in range(1, 6 * PRACTICES, 6)]
    with psycopg.connect(build.database) as connection:
        rows = connection.execute(PATHS, [slugs]).fetchall()
    practices = [path.replace("/portal/states/", "/practices/") for (path,) in rows]
    searches = [url_of(question) for question in new_questions(SEARCHES)]
    mixed = itertools.zip_longest(searches, practices)
    return [address for pair in mixed for address in pair if address]


def proportional(process):
    """MiB: the process's own memory, and its share of what it shares with others."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.search(r"^Pss: +(\d+) kB", text, re.M)[1]) / 1024

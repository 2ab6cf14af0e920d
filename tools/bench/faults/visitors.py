"""Row 19: 125 people who read, search and think for a while, among 10,000 pages."""

import asyncio
import os
import random
import tempfile
import time
from urllib.parse import quote

from practices.models import PracticePage
from tools.bench.faults import stand
from tools.bench.figures import Figure, at_most
from tools.bench.places import FOLDER, PORTS, SMALL, database_url
from tools.bench.questions import new_questions
from tools.bench.timing import Times
from tools.bench.worlds import World

PEOPLE, SECONDS, THINK = 125, int(os.environ.get("BENCH_VISITORS_SECONDS", 60)), (1, 5)
SLOWEST = 210  # milliseconds at p95: HHS OPRE-OPS #360
SEARCHES = 0.65  # share of requests; the others open a page


def visitors():
    addresses, busy = all_addresses(), stand.how_busy()
    with (
        tempfile.TemporaryDirectory() as folder,
        stand.gunicorn(large_portal(), FOLDER / "visitors.log"),
        stand.nginx(folder),
    ):
        asyncio.run(visit(addresses, 10))  # warm up
        answers = asyncio.run(visit(addresses, SECONDS))
    times = Times(tuple(seconds * 1000 for _when, _status, seconds in answers))
    errors = sum(status != 200 for _when, status, _seconds in answers)
    how = f"{PEOPLE} people who think {THINK[0]} to {THINK[1]} s, {SEARCHES:.0%} searches, nginx"
    note = f"{times}; {len(answers)} requests in {SECONDS} s; {how}, caches on; {busy}"
    return [
        at_most("row 19: visitors, p95", times.p95, SLOWEST, note, unit=" ms"),
        Figure("row 19: errors", str(errors), "0", not errors, f"of {len(answers)}"),
    ]


def large_portal():
    return stand.environment(
        DATABASE_URL=database_url(SMALL), ELASTICSEARCH_URL=f"http://127.0.0.1:{PORTS[SMALL]}"
    )


def all_addresses():
    """(searches with facets, pages); the newest pages are those that no bench writes to"""
    World(SMALL).enter()
    pages = [page.get_url() for page in PracticePage.objects.live().order_by("-pk")[:300]]
    return search_addresses(), pages


def search_addresses():
    rng = random.Random(19)  # noqa: S311  not a secret
    texts = [quote(question.text) for question in new_questions(200)]
    return [f"/search/?q={text}&chapter={rng.randint(1, 7)}" for text in texts]


async def visit(addresses, seconds, people=PEOPLE):
    """[(when, status, seconds)] in the order of the answers"""
    rng = random.Random(19)  # noqa: S311  not a secret
    end = time.monotonic() + seconds
    visits = await asyncio.gather(*(_one(rng, addresses, end) for _number in range(people)))
    return sorted(answer for answers in visits for answer in answers)


async def _one(rng, addresses, end):
    answers = []
    await asyncio.sleep(rng.uniform(0, THINK[1]))
    while time.monotonic() < end:
        searches, pages = addresses
        address = rng.choice(searches if rng.random() < SEARCHES else pages)
        answers.append((time.monotonic(), *await stand.fetch(stand.PROXY, address)))
        await asyncio.sleep(rng.uniform(*THINK))
    return answers

"""Row 20: where the knee is, and what happens at three times as much."""

import asyncio
import re
import subprocess
import tempfile
import time

from tools.bench.faults import stand, visitors
from tools.bench.figures import Figure, at_most
from tools.bench.places import FOLDER
from tools.bench.timing import Times

STEPS, STEP_SECONDS = (2, 4, 8, 16), 8  # connections
OVERLOAD_SECONDS, RECOVERY = 20, 30
QUICK = 1  # second within which a refusal must come


def overload():
    addresses, busy = visitors.search_addresses(), stand.how_busy()
    with (
        tempfile.TemporaryDirectory() as folder,
        stand.gunicorn(visitors.large_portal(), FOLDER / "overload.log") as server,
        stand.nginx(folder),
    ):
        knee = max(_wrk(connections, addresses[0]) for connections in STEPS)
        calm = asyncio.run(_offered(addresses, 1, 8))
        answers = asyncio.run(_offered(addresses, 3 * knee, OVERLOAD_SECONDS))
        time.sleep(RECOVERY / 10)
        after = asyncio.run(_offered(addresses, 1, 8))
        alive = server.poll() is None
    return [
        Figure("row 20: knee", f"{knee:.0f} requests/s", note=busy),
        *_figures(answers, calm, after, alive),
    ]


def _figures(answers, calm, after, alive):
    refused = [seconds for status, seconds in answers if status in (429, 503)]
    served = sum(status == 200 for status, _seconds in answers)
    broken = len(answers) - served - len(refused)
    quick = Times(tuple(refused)).p95 if refused else 0
    note = f"{len(answers)} offered, {served} served, {len(refused)} refused"
    slower = _p95(after) / _p95(calm)
    return [
        at_most("row 20: refusal at three times the knee, p95", quick, QUICK, note, unit=" s"),
        Figure("row 20: neither served nor refused", str(broken), "0", not broken and alive),
        at_most("row 20: p95 three seconds after / before", slower, 1.5),
    ]


def _p95(answers):
    return Times(tuple(seconds for _status, seconds in answers)).p95


def _wrk(connections, address):
    """Requests a second straight at gunicorn."""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{STEP_SECONDS}s", "-H", "Host: localhost"]
    command.append(f"http://127.0.0.1:{stand.WEB}{address}")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])


async def _offered(addresses, rate, seconds):
    """Requests that come at this rate, whether or not the earlier ones were answered."""
    tasks = []
    for number in range(int(rate * seconds)):
        # Each asked once: the proxy keeps for some seconds what it has answered.
        address = f"{addresses[number % len(addresses)]}&of={rate}-{time.time()}"
        tasks.append(asyncio.create_task(stand.fetch(stand.PROXY, address)))
        await asyncio.sleep(1 / rate)
    return await asyncio.gather(*tasks)

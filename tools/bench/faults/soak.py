"""Row 44: an hour of visitors, a writer, the index worker and one rebuild: does anything grow?"""

import asyncio
import os
import subprocess
import tempfile
import threading
from pathlib import Path

from search import sync
from search.audit import audit
from search.engines.elastic_client import worker_client
from tools.bench import reindex
from tools.bench.faults import stand, visitors
from tools.bench.figures import Figure, at_most
from tools.bench.places import FOLDER, SMALL
from tools.bench.timing import Times
from tools.bench.worlds import World

PEOPLE, WRITES_A_SECOND = 62, 1  # half of row 19
MINUTES = int(os.environ.get("BENCH_SOAK_MINUTES", 60))
THIRD = MINUTES * 20  # seconds
SETTLED = 1 / 12  # of the time: until then caches and pools fill


def soak():
    addresses, busy = visitors.all_addresses(), stand.how_busy()
    variables = visitors.large_portal()
    with (
        tempfile.TemporaryDirectory() as folder,
        stand.gunicorn(variables, FOLDER / "soak.log") as server,
        stand.nginx(folder),
        stand.running(*stand.manage("search_index", "--work", **variables), FOLDER / "work.log"),
    ):
        answers, samples = _an_hour(addresses, server.pid, variables)
    sync.drain()
    drift = len(audit().pages)
    return [*_growth(samples), *_speed(answers, busy),
            Figure("row 44: pages that drifted", str(drift), "0", drift == 0)]  # fmt: skip


def _an_hour(addresses, server, variables):
    """(answers as (when, status, seconds), samples as (memory, files, contexts))"""
    over, samples = threading.Event(), []
    sampler = threading.Thread(target=_sample, args=(over, server, samples))
    writer = threading.Thread(target=reindex.write, args=(over, [], WRITES_A_SECOND))
    rebuilder = threading.Timer(MINUTES * 30, _rebuild, args=(variables,))
    for thread in (sampler, writer, rebuilder):
        thread.start()
    answers = asyncio.run(visitors.visit(addresses, MINUTES * 60, PEOPLE))
    over.set()
    for thread in (sampler, writer, rebuilder):
        thread.join()
    return answers, samples


def _rebuild(variables):
    stand.run(*stand.manage("search_index", "--rebuild", **variables))


def _sample(over, server, samples):
    World(SMALL).enter(clear=False)
    while not over.wait(15):
        processes = _family(server)
        memory = max(_resident(process) for process in processes)
        files = sum(len(os.listdir(f"/proc/{process}/fd")) for process in processes)
        samples.append((memory, files, _contexts()))


def _family(process):
    """gunicorn's workers; its master does nothing that could grow."""
    listed = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True)
    return [int(line) for line in listed.stdout.split()]


def _resident(process):
    """Memory in MiB."""
    text = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in text.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _contexts():
    """Searches that Elasticsearch holds open (scrolls, points in time)."""
    nodes = worker_client().nodes.stats(metric="indices", index_metric="search")["nodes"]
    return sum(node["indices"]["search"]["open_contexts"] for node in nodes.values())


def _growth(samples):
    settled = samples[int(len(samples) * SETTLED) :]
    memory, files, contexts = zip(*settled, strict=True)
    few = max(len(settled) // 10, 1)
    first, last = max(memory[:few]), max(memory[-few:])
    more = max(files[-few:]) - max(files[:few])
    return [
        at_most("row 44: memory of the largest worker", last / first, 1.1,
                f"{first:.0f} → {last:.0f} MiB in {MINUTES} min, {len(samples)} samples"),
        Figure("row 44: more open files", str(more), "≤ 5", more <= 5, f"{files[-1]} at the end"),
        Figure("row 44: search contexts left open", str(contexts[-1]), "0", contexts[-1] == 0,
               f"at most {max(contexts)} at once"),
    ]  # fmt: skip


def _speed(answers, busy):
    errors = [status for _when, status, _seconds in answers if status != 200]
    start = answers[0][0]
    first = _p95(seconds for when, _s, seconds in answers if when - start < THIRD)
    last = _p95(seconds for when, _s, seconds in answers if when - start > 2 * THIRD)
    note = f"{first:.0f} → {last:.0f} ms; {len(answers):,} answers; {busy}"
    return [
        at_most("row 44: p95 of the last third / the first", last / first, 1.2, note),
        Figure("row 44: errors", str(len(errors)), "0", not errors, f"{sorted(set(errors))}"),
    ]


def _p95(seconds):
    return Times(tuple(second * 1000 for second in seconds)).p95

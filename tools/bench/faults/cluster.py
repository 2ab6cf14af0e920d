"""Three nodes of Elasticsearch under traffic: one is killed, then the elected master, then each is
restarted in turn."""

import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import requests

from tools.bench.faults import stand
from tools.bench.figures import Figure, at_most
from tools.elasticsearch import LocalServer

PORTS = (9261, 9262, 9263)
VISITORS, SECONDS = 4, 12  # of traffic after each blow
BUDGET = 2.5  # seconds that a page may wait for the search server, docs/several-machines.md
WORDS = ("naloxone", "training", "prison", "children", "precursors", "cannabis", "hepatitis")
SEARCH, HERE = f"http://127.0.0.1:{stand.WEB}/search/", {"Host": "localhost"}
STAND_IN = "Results come from a simpler search"
WRITES = """
import time
from practices.models import PracticePage
end = time.time() + {}
while time.time() < end:
    for page in PracticePage.objects.live()[:20]:
        page.summary += " again"
        page.publish(page.save_revision(), way="import")
        time.sleep(0.5)
"""
DRIFTED = """
import time
from search.audit import audit
from search.models import IndexState
end = time.time() + 60
while IndexState.objects.unsettled().exists() and time.time() < end:
    time.sleep(0.5)
print(len(audit().pages))
"""


def cluster():
    nodes = {f"local-{port}": LocalServer(port, heap="512m", cluster=PORTS) for port in PORTS}
    for node in nodes.values():
        node.stop()
        node.wipe()
    try:
        _together(LocalServer.start, nodes.values())
        return _figures(nodes)
    finally:
        _together(LocalServer.stop, nodes.values())


def _figures(nodes):
    search = {
        "ELASTICSEARCH_URL": ",".join(node.url for node in nodes.values()),
        "ELASTICSEARCH_REPLICAS": "1",
        "ELASTICSEARCH_ALIAS": "faults-cluster",
        "KEPT_PAGES_SECONDS": "0",
    }
    with stand.portal(**search) as postgres:
        stand.run(*stand.manage("search_index", "--rebuild", **search))
        _until_green(nodes)
        with stand.running(
            *stand.manage("search_index", "--work", **search), postgres.folder / "worker.log"
        ):
            writer = stand.shell(WRITES.format(6 * SECONDS), **search)
            traffic = Traffic()
            calm = traffic.during(lambda: None)
            killed = traffic.during(lambda: nodes[_others(nodes)].kill())
            _back(nodes)
            master = traffic.during(lambda: nodes[_master(nodes)].kill())
            _back(nodes)
            rolled = traffic.during(lambda: _roll(nodes))
            traffic.stop()
            stand.told(writer)
            drifted = _drifted(search)
    blows = {"a node killed": killed, "the elected master killed": master, "each restarted": rolled}
    return [_of_blow(what, answers, calm) for what, answers in blows.items()] + [
        at_most("cluster: slowest answer after a blow, beyond the slowest before", _beyond(
            blows.values(), calm), BUDGET, unit=" s"),
        Figure("cluster: pages that drifted", str(drifted), "0", not drifted),
    ]  # fmt: skip


def _of_blow(what, answers, calm):
    errors = [status for status, _stand_in, _seconds in answers if status != 200]
    stand_in = sum(is_stand_in for _status, is_stand_in, _seconds in answers)
    note = (
        f"of {len(answers)}; {stand_in} by the stand-in engine; {_times(calm)} → {_times(answers)}"
    )
    return Figure(f"cluster, {what}: errors", str(len(errors)), "0", not errors, note)


def _times(answers):
    seconds = sorted(each for _status, _stand_in, each in answers)
    return f"{statistics.median(seconds) * 1000:.0f} / {seconds[-1] * 1000:.0f} ms at most"


def _beyond(blows, calm):
    slowest = max(seconds for answers in blows for _status, _stand_in, seconds in answers)
    return slowest - max(seconds for _status, _stand_in, seconds in calm)


class Traffic:
    """Visitors who search all the time, each search another one."""

    def __init__(self):
        self._answers, self._ended, self._numbers = [], threading.Event(), count()
        self._threads = [threading.Thread(target=self._visitor) for _number in range(VISITORS)]
        for thread in self._threads:
            thread.start()

    def during(self, blow):
        """[(status, whether the stand-in answered, seconds)] from the blow on."""
        self._answers.clear()
        blow()
        time.sleep(SECONDS)
        return list(self._answers)

    def stop(self):
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _visitor(self):
        while not self._ended.is_set():
            number = next(self._numbers)
            query = {"q": f"{WORDS[number % len(WORDS)]} {number}", "chapter": 1 + number % 7}
            start = time.perf_counter()
            try:
                answer = requests.get(SEARCH, query, headers=HERE, timeout=30)
                status, text = answer.status_code, answer.text
            except requests.RequestException:
                status, text = 0, ""
            self._answers.append((status, STAND_IN in text, time.perf_counter() - start))
            time.sleep(0.1)


def _roll(nodes):
    for node in nodes.values():
        node.restart()
        _until_green(nodes)


def _back(nodes):
    _together(LocalServer.start, [node for node in nodes.values() if not node.running])
    _until_green(nodes)


def _until_green(nodes):
    for node in nodes.values():
        address = f"{node.url}/_cluster/health?wait_for_status=green&wait_for_nodes=3&timeout=120s"
        requests.get(address, timeout=130).raise_for_status()


def _master(nodes):
    for node in nodes.values():
        if node.running:
            return requests.get(f"{node.url}/_cat/master?h=node", timeout=30).text.strip()
    raise RuntimeError("no node runs")


def _others(nodes):
    return next(name for name in nodes if name != _master(nodes))


def _drifted(search):
    return int(stand.told(stand.shell(DRIFTED, **search)).split()[-1])


def _together(work, nodes):
    with ThreadPoolExecutor() as pool:
        list(pool.map(work, nodes))

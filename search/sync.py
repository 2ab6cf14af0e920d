"""Index worker: takes pages from the outbox, reads them anew, and writes them to the index."""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections
from elasticsearch import ApiError, TransportError

from common.locks import AlreadyRunningError
from jobs import runs

from . import outbox
from .audit import audit, repair
from .documents import changes_at, readable_documents
from .engines.elastic_write import IndexMissingError, protect, show, write
from .rebuild import RebuildError, exists, rebuild, serves_an_old_mapping
from .retagging import retag

logger = logging.getLogger(__name__)

BATCH = 200  # pages
POLL_SECONDS = 1
LONGEST_WAIT = 30  # seconds, while the server is down
REPAIR_EVERY = 1800  # seconds
LOOK_FOR_INDEX_EVERY = 20  # seconds; without a change to write, nothing else would miss it


def run_once() -> int:
    """Handle one batch; the number of pages taken. Errors of the server are raised."""
    versions = outbox.take(BATCH)
    if not versions:
        return 0
    found, faults = readable_documents(list(versions))
    good = {pk: version for pk, version in versions.items() if pk not in faults}
    faults |= write(found, good)
    for pk, error in faults.items():
        logger.error("Page %s cannot be indexed: %s", pk, error)
        outbox.failed(pk, versions[pk], error)
    done = {pk: version for pk, version in versions.items() if pk not in faults}
    outbox.done(done, changes_at(list(done)))
    show()
    return len(versions)


def drain() -> int:
    """Run until nothing is due; the number of pages handled."""
    total = 0
    while taken := run_once():
        total += taken
    return total


class Worker:
    """Runs for ever: new changes at once, a full repair now and then, patience when all is down."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.clock, self.wait = clock, wait
        self.pause, self.prepared = POLL_SECONDS, False
        self.next_repair = self.next_look = clock()

    def run(self) -> None:
        while True:
            self.step()

    def step(self) -> None:
        """One round; waits afterwards when there is nothing to do or nobody to do it with."""
        try:
            busy = self._round()
            self.pause = POLL_SECONDS
            runs.heartbeat("index")
        except (ApiError, TransportError, DatabaseError, RebuildError) as error:
            logger.warning("Changes cannot be brought to the index: %s", error)
            busy, self.pause = 0, min(self.pause * 2, LONGEST_WAIT)
        if not busy:
            self.wait(self.pause)

    def _round(self) -> int:
        close_old_connections()
        self._prepare_once()
        try:
            busy = retag()  # first: this index answers while Elasticsearch does not
            self._look_for_index()
            busy += run_once()
            self._repair_now_and_then()
        except IndexMissingError:
            busy = self._build()
        return busy

    def _prepare_once(self) -> None:
        """After a deployment: guard the names, and leave an index of the old code behind."""
        if not self.prepared:
            protect()
            if serves_an_old_mapping():
                self._build()
            self.prepared = True

    def _build(self) -> int:
        logger.info("There is no index of this mapping yet; building it.")
        try:
            rebuild()
        except AlreadyRunningError:
            return 0
        return 1

    def _look_for_index(self) -> None:
        """The server may have lost its data folder, with nothing said and nothing to write."""
        if self.clock() >= self.next_look:
            self.next_look = self.clock() + LOOK_FOR_INDEX_EVERY
            if not exists():
                protect()  # the template went with the data
                raise IndexMissingError

    def _repair_now_and_then(self) -> None:
        if self.clock() < self.next_repair:
            return
        self.next_repair = self.clock() + REPAIR_EVERY
        drift = audit()
        if drift.pages:
            logger.warning("The index had drifted: %s", drift)
            repair(drift)

"""Builds the index anew while the old one serves, and swaps them in one step.

While it runs, the alias NEXT points at the new index, and the worker writes to both; every
document carries the page's version, so that the order of writes does not matter.
"""

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from logging import getLogger

from django.conf import settings

from common.locks import only_one
from practices.models import ContributionPage, PublicChange

from . import outbox
from .documents import readable_documents
from .engines.elastic_client import ALIAS, NEXT, Body, worker_client
from .engines.elastic_index import fingerprint, settings_and_mappings
from .engines.elastic_write import CHUNK, Progress, operations, protect, send
from .models import IndexState

logger = getLogger(__name__)

SECONDS_FOR_REPLICAS = 30


class RebuildError(Exception):
    """The server refused documents; the old index goes on serving."""


def rebuild(progress: Progress = iter) -> str:
    """Returns the name of the new index; raises AlreadyRunningError or RebuildError."""
    with only_one():
        protect()
        _drop_leftovers()
        name = _create()
        try:
            _fill(name, progress)
            _swap(name)
        except BaseException:
            _drop(name)  # an interrupted rebuild leaves no orphan either
            raise
    PublicChange.objects.note()  # results may differ
    return name


def exists() -> bool:
    return bool(worker_client().indices.exists_alias(name=ALIAS))


def serves_an_old_mapping() -> bool:
    """Whether the serving index was made by code with other settings or another mapping."""
    return any(not name.startswith(_stem()) for name in _serving())


def _serving() -> set[str]:
    return set(worker_client().indices.get_alias(name=ALIAS)) if exists() else set()


def _stem() -> str:
    return f"{ALIAS}-{fingerprint()}-"


def _create() -> str:
    name = _stem() + datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
    body = settings_and_mappings()
    # Replicas from the start: a setting that is changed later takes Elasticsearch as long as all
    # of them do when the index is made.
    replicas = settings.ELASTICSEARCH_REPLICAS  # None: as many as Elasticsearch has by itself
    if replicas is not None:
        body["settings"]["number_of_replicas"] = replicas
    worker_client().indices.create(
        index=name, settings=body["settings"], mappings=body["mappings"], aliases={NEXT: {}}
    )
    return name


def _fill(name: str, progress: Progress) -> None:
    pages = ContributionPage.objects.published().order_by("pk").values_list("pk", flat=True)
    ids = list(pages)
    with ThreadPoolExecutor(max_workers=1) as sender:
        sent = sender.submit(_send, [])
        for start in progress(range(0, len(ids), CHUNK)):
            # The server takes one batch in while the next one is read from the database.
            operations = list(_operations(name, ids[start : start + CHUNK]))
            sent.result()
            sent = sender.submit(_send, operations)
        sent.result()


def _send(operations: Iterable[Body]) -> None:
    for page_id, status, error in send(operations):
        if status >= 400 and status != 409:  # 409: the worker was there first, with newer
            raise RebuildError(f"page {page_id}: {error}")


def _operations(name: str, ids: Collection[int]) -> Iterator[Body]:
    # Versions before texts: a text that is newer than its version is sent again by the worker.
    versions = dict.fromkeys(ids, 0)
    versions |= IndexState.objects.filter(page_id__in=ids).values_list("page_id", "version")
    found, faults = readable_documents(ids)
    for page_id, error in faults.items():
        logger.error("Page %s cannot be indexed: %s", page_id, error)
    outbox.mark(faults)  # the worker tries again, and parks it where people see it
    for page_id, document in found.items():
        yield from operations(name, page_id, versions[page_id], document)


def _swap(name: str) -> None:
    client = worker_client()
    client.indices.refresh(index=name)
    # The node with the only copy could be lost just after the old index is deleted.
    if settings.ELASTICSEARCH_REPLICAS:
        client.options(ignore_status=408).cluster.health(
            index=name, wait_for_status="green", timeout=f"{SECONDS_FOR_REPLICAS}s"
        )
    actions = [{"remove_index": {"index": old}} for old in _indices() if old != name]
    actions += [
        {"add": {"index": name, "alias": ALIAS}},
        {"remove": {"index": name, "alias": NEXT}},
    ]
    client.indices.update_aliases(actions=actions)


def _indices() -> list[str]:
    """Every index of ours, and a plain one that took the alias's name."""
    names = [ALIAS, f"{ALIAS}-*"]
    return list(
        worker_client().indices.get(index=names, expand_wildcards="all", ignore_unavailable=True)
    )


def _drop_leftovers() -> None:
    """Indices of rebuilds that were killed: they have the name and do not serve."""
    for name in set(_indices()) - _serving():
        _drop(name)


def _drop(name: str) -> None:
    worker_client().indices.delete(index=name, ignore_unavailable=True)

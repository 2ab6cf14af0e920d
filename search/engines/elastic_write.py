"""Writes to the index: versioned, to the serving index and to the one a rebuild is filling."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from elasticsearch import NotFoundError, TransportError
from elasticsearch.helpers import scan, streaming_bulk

from practices.models import PublicChange
from search.documents import Document, side_of
from search.kinds import ALL_SIDES

from .elastic_client import ALIAS, NEXT, Body, worker_client

CHUNK = 500  # documents a request
BUSY = {429, 503}
Stored = dict[int, tuple[int, Document]]  # {page id: (version, document)}
Outcome = tuple[int, int, Any]  # page id, HTTP status, error: an object, a text or None
Progress = Callable[[range], Iterable[int]]  # shows how far a loop over batches is


class IndexMissingError(Exception):
    """There is no index to write to: it was never built."""


class WritesRefusedError(TransportError):
    """The server takes no writes just now, whatever the page: its disk is full, or it is busy."""


def protect() -> None:
    """Forbid that a write makes an index by accident.

    `require_alias` holds for index operations only: a versioned deletion alone would create a
    plain index under the alias's name, and no rebuild could take that name again.
    """
    worker_client().indices.put_index_template(
        name=ALIAS,
        index_patterns=[ALIAS, f"{ALIAS}-*"],
        allow_auto_create=False,
        priority=500,
    )


def write(documents: Mapping[int, Document], versions: Mapping[int, int]) -> dict[int, Any]:
    """Bring pages to the index; {page id: error} of those it refused.

    `versions` names every page with its version; one without a document is deleted and leaves a
    tombstone. An older write than what is there loses silently, as it should.
    """
    # The rebuild's index first: if it becomes the serving one in between, nothing is missed.
    return {
        page_id: error
        for target in (NEXT, ALIAS)
        for page_id, status, error in _write_to(target, documents, versions)
        if _is_refused(target, status, error)
    }


def _is_refused(target: str, status: int, error: object) -> bool:
    """404 is a deletion of what was not there; 409 a write older than what is there."""
    if status == 404 and _no_index(error) and target == ALIAS:
        raise IndexMissingError
    if status in BUSY or _type(error) == "cluster_block_exception":
        raise WritesRefusedError(str(error))
    return status >= 400 and status not in {404, 409}


def _write_to(
    target: str, documents: Mapping[int, Document], versions: Mapping[int, int]
) -> Iterator[Outcome]:
    # By alias only: a write that comes after the alias is gone must not create an index.
    actions = (
        action
        for page_id, version in versions.items()
        for action in operations(target, page_id, version, documents.get(page_id))
    )
    yield from send(actions, require_alias=True)


def operations(
    target: str, page_id: int, version: int, document: Document | None
) -> Iterator[Body]:
    """Of what is gone nobody knows on which side it stood."""
    for side in ALL_SIDES if document is None else (side_of(document),):
        action = {
            "_op_type": "delete" if document is None else "index",
            "_index": target,
            "_id": str(page_id),
            "routing": side.value,
            "version": version,
            "version_type": "external_gte",
        }
        yield action if document is None else action | {"_source": document}


def send(actions: Iterable[Body], **options: Any) -> Iterator[Outcome]:
    """The Outcome of each action."""
    results = streaming_bulk(
        worker_client(), actions, chunk_size=CHUNK, raise_on_error=False, **options
    )
    for _ok, result in results:
        ((_kind, item),) = result.items()
        yield int(item["_id"]), item["status"], item.get("error")


def _no_index(error: object) -> bool:
    return _type(error) == "index_not_found_exception"


def _type(error: object) -> str | None:
    return error.get("type") if isinstance(error, dict) else None


def show() -> None:
    """Let visitors find what was written; results that were kept without it are made anew."""
    worker_client().indices.refresh(index=ALIAS)
    PublicChange.objects.note()


def stored() -> Stored:
    """All that the serving index holds, as of its last refresh."""
    client = worker_client()
    try:
        client.indices.refresh(index=ALIAS)
        hits = scan(client, index=ALIAS, query={"version": True}, size=CHUNK)
        return {int(hit["_id"]): (hit["_version"], hit["_source"]) for hit in hits}
    except NotFoundError as error:
        raise IndexMissingError from error


def stored_of(page_ids: Collection[int]) -> Stored:
    """The same of some pages only, without waiting for a refresh."""
    if not page_ids:
        return {}
    wanted = [{"_id": str(pk), "routing": side} for pk in page_ids for side in ALL_SIDES]
    try:
        answer = worker_client().mget(index=ALIAS, docs=wanted)
    except NotFoundError:
        return {}
    found = (item for item in answer["docs"] if item.get("found"))
    return {int(item["_id"]): (item["_version"], item["_source"]) for item in found}

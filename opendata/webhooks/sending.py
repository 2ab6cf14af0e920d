"""Queues a message per partner and event, and sends what is due; a silent partner is asked later.

A message says what happened to which contribution, and not what is in it: the partner reads that
through the API, which knows what is public at that time.
"""

import json
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.core.exceptions import ValidationError
from django.utils import timezone

from common import encryption
from common.work_queue import time_limit
from opendata.addresses import identifier
from opendata.models import Delivery, PublicRecord, Webhook
from search.query import SHARED

from . import guard, signing

EVENTS = ("published", "changed", "withdrawn")  # fields of ledger.Changes
ATTEMPTS = 10
TIMEOUT = urllib3.Timeout(connect=3, read=5)


def queue(changes, now=None) -> None:
    """One delivery for each partner and event; in the transaction of the caller."""
    now = now or timezone.now()
    events = [(event, pk) for event in EVENTS for pk in getattr(changes, event)]
    kinds = dict(
        PublicRecord.objects.filter(page_id__in=[pk for _event, pk in events])
        .order_by()
        .values_list("page_id", "kind")
    )
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, event=event, page_id=pk, happened_at=now)
        for webhook in Webhook.objects.filter(active=True)
        for event, pk in events
        if webhook.with_record or kinds.get(pk) in SHARED
    )


def send_due() -> tuple[int, int]:
    """Try each delivery that is due; (received, failed) numbers."""
    return Delivery.objects.due().work_off(_send)


def _send(delivery: Delivery) -> bool:
    is_received, answer = _post(delivery)
    if is_received:
        delivery.record(state=Delivery.State.DONE, answer=answer)
    elif delivery.attempts >= ATTEMPTS:
        delivery.record(state=Delivery.State.FAILED, answer=answer)
    else:
        delivery.wait(answer=answer)
    return is_received


def _post(delivery: Delivery) -> tuple[bool, str]:
    """(whether it was received, the answer in a few words)"""
    body = json.dumps(message(delivery))
    secret = encryption.decrypt(delivery.webhook.secret)
    # The same id at each try: a partner who got it twice can tell.
    headers = signing.headers(secret, f"msg_{delivery.pk}", timezone.now(), body)
    try:
        with time_limit():
            status = post(delivery.webhook.url, body.encode(), headers)
    except (
        guard.ForbiddenAddressError,
        ValidationError,
        urllib3.exceptions.HTTPError,
        TimeoutError,
    ) as error:
        return False, f"{type(error).__name__}: {error}"[:300]
    return 200 <= status < 300, str(status)


def message(delivery) -> dict:
    return {
        "type": f"contribution.{delivery.event}",
        "timestamp": delivery.happened_at.isoformat(),
        "data": {"id": delivery.page_id, "identifier": identifier(delivery.page_id)},
    }


def post(url, body, headers) -> Any:
    """The status of the answer. Redirects are not followed: they could lead inside."""
    parts = urlsplit(url)
    guard.check_form(parts)
    port = parts.port or 443
    address = guard.public_address(parts.hostname, port)
    pool = connect(address, port, parts.hostname)
    with pool:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        answer = pool.request(
            "POST",
            path,
            body=body,
            headers=headers | {"Host": parts.netloc},
            redirect=False,
            preload_content=False,  # whatever a partner sends back is not read
        )
        answer.close()
        return answer.status


def connect(address, port, host) -> urllib3.HTTPSConnectionPool:
    """A connection to the address that was checked; the certificate must still be the host's."""
    return urllib3.HTTPSConnectionPool(
        address, port, server_hostname=host, assert_hostname=host, timeout=TIMEOUT, retries=False
    )

"""Records of the ledger for harvesters: what is public with its facts, what is gone without."""

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from opendata.models import PublicRecord
from opendata.reading import read

from .errors import OaiError

if TYPE_CHECKING:
    from opendata.oai.arguments import Selection

BATCH = 100


# What the schema of oai-identifier takes for a name: labels that begin with a letter, and a dot.
_NAME = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+", re.IGNORECASE)


def repository_identifier() -> str:
    """The portal's host; a name of a machine alone, or an IP address, is not allowed here."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    return host if _NAME.fullmatch(host) else "portal.localhost"


def oai_identifier(page_id) -> str:
    return f"oai:{repository_identifier()}:{page_id}"


def select(chosen) -> QuerySet:
    """All records of the selection, oldest change first."""
    records = PublicRecord.objects.filter(kind__in=chosen.kinds).order_by("changed_at", "page_id")
    if chosen.start:
        records = records.filter(changed_at__gte=chosen.start)
    if chosen.end:
        records = records.filter(changed_at__lte=chosen.end)
    return records


def batch_of(chosen) -> tuple:
    """(records, their public pages by id, total, the selection that goes on or None)."""
    total = select(chosen).count()
    found = _next(chosen)
    if not found and chosen.after:
        # All that was left has changed since and moved past `until`: an error would end the
        # harvest, so these records come as they are now.
        found = _next(replace(chosen, end=None))
    if not found:
        raise OaiError("noRecordsMatch", "No record matches.")
    rest = _rest(chosen, found)
    return found[:BATCH], public_pages(found[:BATCH]), total, rest


def _next(chosen) -> list:
    records = select(chosen)
    if chosen.after:
        moment, pk = chosen.after
        records = records.filter(Q(changed_at__gt=moment) | Q(changed_at=moment, page_id__gt=pk))
    return list(records[: BATCH + 1])


def _rest(chosen, found) -> "Selection | None":
    if len(found) <= BATCH:
        return None
    last = found[BATCH - 1]
    return replace(
        chosen, after=(last.changed_at, last.page_id), delivered=chosen.delivered + BATCH
    )


def public_pages(records) -> dict:
    """{page id: page}; a page missing here is gone, even if the ledger has not noticed yet."""
    return {page.pk: page for page in read([record.page_id for record in records])}


def one(identifier) -> PublicRecord:
    """The record with this identifier of OAI."""
    number = identifier.rsplit(":", 1)[-1]
    if number.isdecimal() and len(number) < 19 and identifier == oai_identifier(int(number)):
        record = PublicRecord.objects.filter(page_id=int(number)).first()
        if record:
            return record
    raise OaiError("idDoesNotExist", "There is no such record.")


def earliest() -> datetime | None:
    return PublicRecord.objects.order_by("changed_at").values_list("changed_at", flat=True).first()

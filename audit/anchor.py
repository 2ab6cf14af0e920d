"""Signed head of the audit trail, kept outside the portal so that a recomputed chain shows.

Whoever controls the database could rewrite the trail and compute every hash anew. Each day the
number and hash of the newest entry go by mail to named people and to the log; later,
`verify_audit --anchor FILE` finds whether the trail still holds the entries of those days.
"""

import logging
import re
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.translation import gettext as _

from mail import outbox

from .models import AuditEntry, AuditHead

logger = logging.getLogger("portal.audit_anchor")

MARK = "AUDIT-ANCHOR"
ANCHOR = re.compile(rf"{MARK} ([0-9]+):([0-9a-f]{{64}}):(\S+)")


def current() -> str:
    """One line: mark, number, hash and time of the newest entry, signature. Empty: no entry yet."""
    head = AuditHead.objects.filter(number__gt=0).first()
    if head is None:
        return ""
    now = timezone.now().strftime("%Y%m%dT%H%M%SZ")
    return f"{MARK} {_signer().sign(f'{head.number}:{head.hash}:{now}')}"


def send() -> str:
    """Write the current anchor to the log and to everybody in AUDIT_ANCHOR_RECIPIENTS."""
    line = current()
    if line:
        logger.info(line)
        for address in settings.AUDIT_ANCHOR_RECIPIENTS:
            outbox.put(address, _subject(), _body(line))
    return line


def faults(text: str) -> Iterator[str]:
    """What the anchors found anywhere in the text (a mail, a log) say against the trail."""
    anchors = list(ANCHOR.finditer(text))
    if not anchors:
        yield f"There is no line with {MARK} in the file."
    for anchor in anchors:
        number, expected, _rest = anchor.groups()
        try:
            _signer().unsign(anchor.group(0).removeprefix(f"{MARK} "))
        except BadSignature:
            yield f"The anchor of entry {number} was not signed by this portal."
            continue
        entry = AuditEntry.objects.filter(number=number).first()
        if entry is None:
            yield f"Entry {number} was there when the anchor was sent, and is missing."
        elif entry.hash != expected:
            yield f"Entry {number} is not the one the anchor was sent for: the trail was rewritten."


def _signer() -> Signer:
    return Signer(key=settings.AUDIT_ANCHOR_KEY or None, salt="audit-anchor")


def _subject() -> str:
    today = datetime.now(timezone.get_current_timezone()).date()
    return _("Audit trail of the Good Practice Portal, %(date)s") % {"date": today.isoformat()}


def _body(line: str) -> str:
    return _(
        "This line proves what the portal's audit trail contained today. Please keep this message; "
        "you do not need to do anything else. If the trail is ever questioned, the portal's "
        "operator checks it against the line:\n\n%(line)s\n"
    ) % {"line": line}

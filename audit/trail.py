"""Writing and verification of the audit trail."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.dispatch import Signal

from .models import AuditEntry, AuditHead

# Sent with `entry` and `user` inside the transaction of the change.
entry_recorded = Signal()

# Wagtail's names for what happened, in the words of the portal; others pass as they are.
ACTIONS = {
    "wagtail.create": "created",
    "wagtail.copy": "copied",
    "wagtail.delete": "deleted",
    "wagtail.move": "moved",
    "wagtail.publish": "published",
    "wagtail.unpublish": "withdrawn",
    "wagtail.unpublish.scheduled": "withdrawn",
    "wagtail.revert": "reverted",
    "wagtail.workflow.start": "submitted",
    "wagtail.workflow.resume": "submitted again",
    "wagtail.workflow.approve": "approved",
    "wagtail.workflow.reject": "changes requested",
    "wagtail.workflow.decline": "declined",
    "wagtail.workflow.cancel": "review ended",
}
# Edits have an entry of their own, with what changed.
PASSED_OVER = {"wagtail.edit"}
ERASED = "personal data erased"


def record(action, page=None, user=None, before=None, after=None) -> AuditEntry:
    """Add an entry; call it inside the transaction of the change it tells of."""
    added = draft(action, page, user, before, after)
    record_all([added], user)
    return added


def draft(action, page=None, user=None, before=None, after=None) -> AuditEntry:
    """An entry not yet added, for those who add many at once."""
    made = AuditEntry(action=action, before=_plain(before), after=_plain(after))
    made.actor_id = getattr(user, "pk", None)
    made.actor_name = name_of(user)
    if page is not None:
        made.page_id = page.pk
        made.page_title = (getattr(page, "draft_title", "") or page.title)[:255]
    return made


def record_all(entries, user=None) -> None:
    """Add entries of one person's, as `record` adds one."""
    append(entries)
    for added in entries:
        entry_recorded.send(sender=AuditEntry, entry=added, user=user)


@transaction.atomic(savepoint=False)
def append(entries) -> None:
    """The head is locked until the transaction ends: entries form one chain, without a fork."""
    head, _is_new = AuditHead.objects.select_for_update().get_or_create(pk=1)
    for added in entries:
        added.number, added.previous_hash = head.number + 1, head.hash
        added.hash = added.fingerprint()
        head.number, head.hash = added.number, added.hash
    AuditEntry.objects.bulk_create(entries)
    head.save()


def mirror(log_entry) -> None:
    """Take over an entry of Wagtail's own log, which anyone with the ORM can change."""
    if log_entry.action in PASSED_OVER:
        return
    action = ACTIONS.get(log_entry.action, log_entry.action)
    after = _told(log_entry.data or {})
    if action == "published":
        after["way"] = getattr(log_entry.page, "way", "")
    record(action, log_entry.page, log_entry.user, after=after)


def mirror_of_terms(log_entry) -> None:
    """The same for what is no page: States, terms, files, settings."""
    after = {"kind": log_entry.content_type.model, "what": log_entry.label}
    record(log_entry.action.removeprefix("wagtail."), None, log_entry.user, after=after)


def _told(data) -> dict:
    """Of Wagtail's data about a review, the step and what was written; the rest as it is."""
    if "workflow" not in data:
        return dict(data)
    step = (data["workflow"].get("task") or data["workflow"].get("next") or {}).get("title", "")
    return {"step": step, "comment": data.get("comment", "")}


def name_of(user) -> str:
    """How the trail names a person, now and when the account is gone."""
    if user is None:
        return "system"
    if not user.is_authenticated:
        return "anonymous"
    full = user.get_full_name()
    return f"{full} ({user.get_username()})"[:255] if full else user.get_username()


def names(entry, pattern) -> bool:
    """Whether an entry names somebody."""
    said = json.dumps([entry.actor_name, entry.before, entry.after], ensure_ascii=False)
    return bool(pattern.search(said))


def erase(pattern, name, by) -> AuditEntry:
    """Put another name wherever the pattern matches, and enter which rows now read how.

    The chain holds: each row keeps the fingerprint it was written with, and what it reads now is
    vouched for by the new entry, which is part of the chain itself.
    """
    rewritten = {}
    for entry in AuditEntry.objects.iterator():
        if names(entry, pattern):
            rewritten[entry.number] = _rewrite(entry, pattern, name)
    after = {"person": name, "by": by, "entries": rewritten}
    return record(ERASED, after=after)


def _rewrite(entry, pattern, name) -> str:
    """The fingerprint of what the row says from now on."""
    entry.actor_name = pattern.sub(name, entry.actor_name)
    entry.before, entry.after = (
        _without(part, pattern, name) for part in (entry.before, entry.after)
    )
    told = {part: getattr(entry, part) for part in ("actor_name", "before", "after")}
    AuditEntry.objects.filter(pk=entry.pk).forget(**told)
    return entry.fingerprint()


def _without(value, pattern, name) -> Any:
    if isinstance(value, str):
        return pattern.sub(name, value)
    if isinstance(value, list):
        return [_without(item, pattern, name) for item in value]
    if not isinstance(value, dict):
        return value
    plain = {key: _without(item, pattern, name) for key, item in value.items()}
    if plain.get("contact_email", "") != value.get("contact_email", "") and "contact_name" in plain:
        plain["contact_name"] = name  # the contact may be named otherwise than the account
    return plain


def faults(last=None) -> Iterator:
    """What is wrong with the chain, as sentences; nothing for a sound one.

    `last` looks at so many entries from the end, for checks that run every few seconds.
    """
    entries, previous, number = _from(last)
    rewritten = _rewritten()
    for entry in entries.iterator():
        number += 1
        if entry.number != number:
            yield f"Entry {number} is missing."
            number = entry.number
        elif entry.previous_hash != previous:
            yield f"Entry {entry.number} does not follow from the one before."
        if entry.fingerprint() not in (entry.hash, rewritten.get(str(entry.number))):
            yield f"Entry {entry.number} has been changed."
        previous = entry.hash
    yield from _faults_of_end(number, previous)


def _from(last) -> tuple:
    """(entries in order, fingerprint and number of the one before the first)"""
    entries = AuditEntry.objects.order_by("number")
    end = entries.last()
    if last is None or end is None or end.number <= last:
        return entries, "", 0
    before = entries.filter(number__lte=end.number - last).last()
    start, previous = (before.number, before.hash) if before else (0, "")
    return entries.filter(number__gt=start), previous, start


def _rewritten() -> dict:
    """{number: fingerprint} of rows out of which a name was taken; the latest word counts."""
    found = {}
    for entry in AuditEntry.objects.filter(action=ERASED).order_by("number"):
        found |= entry.after["entries"]
    return found


def _faults_of_end(number, previous) -> Iterator:
    head = AuditHead.objects.filter(pk=1).first()
    if head and (head.number, head.hash) != (number, previous):
        yield f"The trail ends at entry {number}; it should end at {head.number}."


def _plain(value) -> dict:
    """As it will be read back from the database: the fingerprint must not depend on types."""
    return json.loads(json.dumps(value or {}, cls=DjangoJSONEncoder))

"""Export and erasure of personal data (UN principles on personal data, 2018)."""

import json
import secrets
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.limits import CODES, RESET_MAILS
from audit import trail
from practices.content import digest
from review.models import Clearance

from .traces import CONFIRMED, Traces

SECRET = {
    "password",
    "key",
    "address_key",
    "token_hash",
    "session_data",
    "session_key",
    "hash",
    "previous_hash",
}
# Rows that stay without the person: what they are about belongs to the State or to the trail.
KEPT = {
    "contact of pages", "contact in versions", "clearances", "log of accounts", "trail", *CONFIRMED,
}  # fmt: skip
BLANK = {"contact_name": "", "contact_email": ""}


class NothingFoundError(Exception):
    pass


def export(email) -> str:
    """As JSON text, without what opens doors."""
    traces = _found(email)
    data = {"account": _plain(traces.user)} if traces.user else {}
    data |= {what: [_plain(row) for row in rows] for what, rows in traces.rows().items() if rows}
    data["named in the text of"] = traces.in_texts()
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, default=str)


def _found(email) -> Traces:
    traces = Traces(email)
    if traces.user is None and not any(rows.exists() for rows in traces.rows().values()):
        raise NothingFoundError(f"Nothing is kept about {email}.")
    return traces


def _plain(row) -> dict:
    values = model_to_dict(row, exclude=("groups", "user_permissions"))
    return {name: str(value) for name, value in values.items() if name not in SECRET}


@transaction.atomic
def erase(email, by) -> Iterator[str]:
    """The receipt, as lines. All of it or nothing: what is still found afterwards undoes it."""
    traces = _found(email)
    name = f"erased-{secrets.token_hex(4)}"
    found = {what: rows.count() for what, rows in traces.rows().items()}
    _forget(traces, name)
    named = traces.in_texts()
    entry = trail.erase(traces.pattern, name, by)
    left = {what: rows.count() for what, rows in traces.rows().items() if rows.exists()}
    if left:
        raise RuntimeError(f"Still found, so nothing was erased: {left}")
    return _receipt(name, found, named, entry)


def _forget(traces, name) -> None:
    _blank_contacts(traces)
    rows = traces.rows()
    _make_nameless(traces, name)
    rows["log of accounts"].update(label=name)
    for what in rows.keys() - KEPT - {"focal point", "mails"}:
        rows[what].delete()
    for focal_point in rows["focal point"]:
        focal_point.delete()  # one by one: a signal takes the role away
    if traces.user:
        _empty_account(traces.user, name)
    _rewrite_mails(traces, name)  # at last: officers are told of an officer who goes
    RESET_MAILS.forget(traces.email.lower())


def _make_nameless(traces, name) -> None:
    """What the person cleared and confirmed."""
    for column in ("cleared_by_name", "voided_by_name"):
        Clearance.objects.filter(**{f"{column}__in": traces.words}).update(**{column: name})
    rows = traces.rows()
    for what, (model, column) in CONFIRMED.items():
        for pk, value in rows[what].values_list("pk", column):
            model.objects.filter(pk=pk).update(**{column: traces.pattern.sub(name, value)})


def _blank_contacts(traces) -> None:
    """The State's word stays valid: it was given for the text, and only the contact goes."""
    for revision in traces.revisions():
        before = digest(revision.content)
        revision.content |= BLANK
        revision.save(update_fields=["content"])
        cleared = Clearance.objects.filter(page_id=revision.object_id, content_hash=before)
        cleared.update(content_hash=digest(revision.content))
    traces.rows()["contact of pages"].update(**BLANK)


def _rewrite_mails(traces, name) -> None:
    """Mails to the person go; of waiting mails to others only the name."""
    others = traces._mails().unfinished().exclude(to__iexact=traces.email)
    for mail in others:
        mail.subject = traces.pattern.sub(name, mail.subject)
        mail.body = traces.pattern.sub(name, mail.body)
        mail.html = traces.pattern.sub(name, mail.html)
        mail.save(update_fields=["subject", "body", "html"])
    traces._mails().delete()


def _empty_account(user, name) -> None:
    """The row stays: who wrote and who approved must remain two different people."""
    CODES.forget(user.pk)
    for profile in UserProfile.objects.filter(user=user):
        profile.avatar.delete(save=False)
        profile.delete()
    user.groups.clear()
    user.username, user.email, user.first_name, user.last_name = name, "", "", ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()


def _receipt(name, found, named, entry) -> Iterator:
    yield f"Erased on {timezone.now():%d %B %Y, %H:%M} UTC; known from now on as {name}."
    for what, number in found.items():
        done = "made nameless" if what in KEPT else "deleted"
        yield f"  {what}: {number} {done}"
    yield f"Entry {entry.number} of the trail, {entry.hash}."
    yield "Searched again afterwards: nothing found."
    if named:
        yield "Named in published or drafted text; please read and edit: " + "; ".join(named)
    yield "Backups keep the data until they are deleted: see docs/runbook.md. Import files too."

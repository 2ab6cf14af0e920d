"""The gate: a contribution becomes public only through the review, or by a named exception.

Every way to publish in Wagtail (editor, bulk action, copy, schedule, alias, code) ends in saving a
live page. So the gate stands there, and not in front of each way.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

REVIEW = "review"
IMPORT = "import"
RETAGGING = "retagging"
DEMONSTRATION = "demonstration"
APPROVAL = "approval"  # two officers: practices.approvals

_way = ContextVar("way to publication", default="")


class PublicationRefusedError(PermissionDenied):
    """Somebody tried to make a contribution public without its review."""


@contextmanager
def way(name):
    """Open the gate for what happens inside, under a name that the trail keeps."""
    token = _way.set(name)
    try:
        yield
    finally:
        _way.reset(token)


def current_way():
    return _way.get()


def refuse_around_review(page):
    """Raise unless saving this page leaves the public version as it is, or the gate is open."""
    if current_way():
        return
    if page.alias_of_id is not None:
        raise PublicationRefusedError(_("A contribution stands in one place only."))
    if page.live and _goes_public(page):
        raise PublicationRefusedError(_("Contributions are published by the review only."))


def _goes_public(page):
    stored = type(page).objects.filter(pk=page.pk).values_list("live", "live_revision_id").first()
    return stored != (True, page.live_revision_id)


def refuse_around_approval(page, update_fields=None):
    """The same for the page of a State: its public words change by two officers only."""
    if current_way() or not page.live:
        return
    saved = page.words if update_fields is None else set(page.words) & set(update_fields)
    stored = type(page).objects.filter(pk=page.pk).values(*saved).first() if saved else None
    if stored and any(stored[name] != getattr(page, name) for name in saved):
        raise PublicationRefusedError(
            _("Words on the page of a State are proposed, and another officer publishes them.")
        )

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

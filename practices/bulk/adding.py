"""Adds many new pages to the tree at once, as `add_child` adds one."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page, PageLogEntry

from practices import wagtail_log
from practices.signals import pages_added

from .tables import insert_pages, place_below


@transaction.atomic
def add(placed: Sequence[tuple[Page, Page]]) -> None:
    """Insert each page below the page before it; their slugs must be free there.

    `save()` is not called, so what it does for a type of page is the caller's; nor are Wagtail's
    indexes written (practices.bulk.indexes).
    """
    pages = [page for _parent, page in placed]
    place_below(placed)
    insert_pages(pages)
    log("wagtail.create", pages, None)
    pages_added.send(Page, pages=pages)


def log(action: str, pages: Sequence[Page], user: AbstractBaseUser | None) -> None:
    """Enter the same in Wagtail's own log for each; no `post_save` tells the trail of it."""
    PageLogEntry.objects.bulk_create(
        wagtail_log.entry(action, page, user, revision=page.live_revision, content_changed=True)
        for page in pages
    )

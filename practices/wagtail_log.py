"""Entries of Wagtail's own log about pages that are in hand."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry


def entry(
    action: str, page: Page, user: AbstractBaseUser | None, *, title: str = "", **values: Any
) -> PageLogEntry:
    """As `wagtail.log_actions.log` makes one; not yet written."""
    context = get_active_log_context()
    return PageLogEntry(
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        page=page,
        label=title or page.get_admin_display_title(),
        action=action,
        timestamp=timezone.now(),
        user=user or context.user,
        uuid=context.uuid,
        **values,
    )


def write(made: PageLogEntry) -> None:
    """Its `save()` first looks up type, page, person and revision, which have all been read."""
    made.clean()
    made.save_base(force_insert=True)

"""Refusal of deletions in Wagtail's admin that would take public contributions along.

Withdrawal is what officers and States have; a purge takes two officers (practices.approvals).
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from .models import ContributionPage, StatePage


def before_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from the deletion of a public contribution to its withdrawal."""
    if page.live and ContributionPage.objects.filter(pk=page.pk).exists():
        messages.warning(
            request,
            _(
                "A public contribution is withdrawn, not deleted: its address then says so, and "
                "its history is kept. Two officers can purge it 30 days later."
            ),
        )
        return redirect("wagtailadmin_pages:unpublish", page.pk)
    _refuse_loss(page)
    return None


def before_bulk_action(request: HttpRequest, action_type: str, objects, action) -> None:
    if action_type == "delete":
        for page in objects:
            if isinstance(page, Page):
                _refuse_loss(page)


def _refuse_loss(page: Page) -> None:
    """Deleting a page deletes all pages below it, of which Wagtail asks nothing more."""
    below = {"path__startswith": page.path}
    contributions = ContributionPage.objects.filter(**below, first_published_at__isnull=False)
    states = StatePage.objects.filter(**below)
    if contributions.exists() or states.exists():
        raise PermissionDenied(
            _("Pages of States and contributions that were public are not deleted. Withdraw them.")
        )

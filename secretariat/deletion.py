"""Refusal of deletions in Wagtail's admin that would take public contributions along.

Withdrawal is what officers and States have; a purge takes two officers (approvals).
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from practices.models import ContributionPage, PracticeIndexPage, StatePage, StrategyIndexPage


def before_delete_page(request: HttpRequest, page: Page) -> None:
    """Deleting a page deletes all pages below it, of which Wagtail asks nothing more."""
    below = {"path__startswith": page.path}
    contributions = ContributionPage.objects.filter(**below, first_published_at__isnull=False)
    states = StatePage.objects.filter(**below)
    if isinstance(page.specific, (PracticeIndexPage, StrategyIndexPage)):
        raise PermissionDenied(_("The addresses of all contributions lead through this page."))
    if contributions.exists() or states.exists():
        raise PermissionDenied(
            _("Pages of States and contributions that were public are not deleted. Withdraw them.")
        )


def before_bulk_action(request: HttpRequest, action_type: str, objects, action) -> None:
    if action_type == "delete":
        for page in objects:
            if isinstance(page, Page):
                before_delete_page(request, page)
    if action_type == "add_to_collection":  # Wagtail writes past the rules of a single file
        raise PermissionDenied(_("Files change their collection one by one."))

"""Refusal of deletions in Wagtail's admin that would take along what the public has read.

Pages are taken off the site, contributions withdrawn; a purge takes two officers (approvals).
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from practices.models import FixedPlace


def before_delete_page(request: HttpRequest, page: Page) -> None:
    """Deleting a page deletes all pages below it, of which Wagtail asks nothing more."""
    for below in Page.objects.descendant_of(page, inclusive=True).specific():
        if isinstance(below, FixedPlace):
            raise PermissionDenied(_("The addresses of other pages lead through this page."))
        if below.first_published_at is not None:
            raise PermissionDenied(
                _("What was public is not deleted. Take the page off the site, or withdraw it.")
            )


def before_bulk_action(request: HttpRequest, action_type: str, objects, action) -> None:
    if action_type == "delete":
        for page in objects:
            if isinstance(page, Page):
                before_delete_page(request, page)
    if action_type == "add_to_collection":  # Wagtail writes past the rules of a single file
        raise PermissionDenied(_("Files change their collection one by one."))

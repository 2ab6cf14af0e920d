"""How Wagtail's editor behaves for the record: what is proposed instead of published by hand."""

from collections.abc import Iterator

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button

from practices import permissions

from . import rules
from .models import MeetingPage, RecordPage
from .proposal_views import drafts_below


class ProposeMenuItem(ActionMenuItem):
    """Leads to the proposal of the saved draft; another officer makes it public."""

    name = "propose"
    label = gettext_lazy("Propose to publish")
    icon_name = "check"

    def get_url(self, context) -> str:
        return reverse("propose_record", args=[context["page"].pk])


class ProposeAllMenuItem(ActionMenuItem):
    """The same of a meeting with the drafts below it."""

    name = "propose-all"
    label = gettext_lazy("Propose to publish with all drafts below")
    icon_name = "check"

    def get_url(self, context) -> str:
        return reverse("propose_record_all", args=[context["page"].pk])


def offer_to_propose(menu_items, request, context) -> None:
    """Hook construct_page_action_menu."""
    page = context.get("page")
    if not isinstance(page, RecordPage) or not permissions.is_secretariat(request.user):
        return
    if page.pk:
        menu_items.append(ProposeMenuItem(order=70))
        if isinstance(page, MeetingPage) and drafts_below(page).exists():
            menu_items.append(ProposeAllMenuItem(order=75))


def withdraw_button(page, user, view_name, next_url=None) -> Iterator:
    if isinstance(page, RecordPage) and page.live and permissions.is_secretariat(user):
        address = reverse("propose_record_withdrawal", args=[page.pk])
        label = gettext_lazy("Propose to withdraw")
        yield Button(label, address, icon_name="download", priority=94)


def tell_what_is_missing(request, page) -> None:
    """Hook before_edit_page: said while somebody can still write it."""
    if request.method != "GET" or not isinstance(page, RecordPage):
        return
    reasons = list(rules.missing(page.get_latest_revision_as_object()))
    if reasons:
        heading = ngettext(
            "Before this can be made public:", "Before this can be made public:", len(reasons)
        )
        messages.info(request, " ".join([heading, *reasons]))

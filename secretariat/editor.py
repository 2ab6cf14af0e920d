"""How Wagtail's editor and choosers behave for contributions."""

from collections.abc import Iterator

from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button

from approvals.contributions import why_not_purge
from practices import own_drafts, permissions
from practices.models import ContributionPage, is_worded

BY_HAND = {"action-publish", "action-submit", "action-restart-workflow"}


class ClearMenuItem(ActionMenuItem):
    """Leads to the guided form, where the State gives its word."""

    name = "clear"
    label = gettext_lazy("Check, clear and submit")
    icon_name = "check"

    def get_url(self, context) -> str:
        return reverse("submission_check", args=[context["page"].pk])


class ProposeMenuItem(ActionMenuItem):
    """Leads to the proposal of the saved draft; another officer publishes it."""

    name = "propose"
    label = gettext_lazy("Propose the saved draft")
    icon_name = "check"

    def get_url(self, context) -> str:
        return reverse("propose_words", args=[context["page"].pk])


def offer_the_right_actions(menu_items, request, context) -> None:
    """No buttons that would be refused; the State's word is given in one place."""
    page = context.get("page")
    if is_worded(page) and permissions.is_secretariat(request.user):
        menu_items.append(ProposeMenuItem(order=70))
    if not isinstance(page, ContributionPage):
        return
    menu_items[:] = [item for item in menu_items if item.name not in BY_HAND]
    if page.pk and permissions.may_clear(request.user, page):
        menu_items.append(ClearMenuItem(order=70))


def warn_before_edit(request, page) -> None:
    """An officer's change ends the State's clearance; said before it happens."""
    if request.method != "GET" or not isinstance(page, ContributionPage):
        return
    if page.current_workflow_state and permissions.is_secretariat(request.user):
        messages.warning(
            request,
            _(
                "This text is under review. If you save a change, the State's clearance ends, the "
                "State is asked to clear the new text, and another officer has to approve it."
            ),
        )


def hide_drafts(pages, request) -> QuerySet:
    """The chooser shows titles: of drafts of States, an officer sees none."""
    return own_drafts.without(pages, request.user)


def changes_button(page, user, view_name, next_url=None) -> Iterator:
    is_update = isinstance(page, ContributionPage) and page.live and page.has_unpublished_changes
    if is_update and permissions.is_secretariat(user):
        address = reverse("secretariat_changes", args=[page.pk])
        yield Button(gettext_lazy("Changes"), address, icon_name="history", priority=80)


def purge_button(page, user, view_name, next_url=None) -> Iterator:
    if not isinstance(page, ContributionPage) or not permissions.is_secretariat(user):
        return
    if not why_not_purge(page):
        address = reverse("propose_purge", args=[page.pk])
        yield Button(gettext_lazy("Propose to purge"), address, icon_name="bin", priority=95)


def trail_button(page, user, view_name, next_url=None) -> Iterator:
    if permissions.may_see_trail(user, page):
        address = reverse("audit_page_trail", args=[page.pk])
        yield Button(gettext_lazy("Audit trail"), address, icon_name="history", priority=90)


def register_log_actions(actions) -> None:
    actions.register_action(
        "wagtail.workflow.decline", _("Decline"), _("The contribution was not accepted")
    )

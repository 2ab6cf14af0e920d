"""How Wagtail's editor and choosers behave for contributions."""

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button

from . import permissions
from .content import digest
from .models import ContributionPage, StateIndexPage, StatePage

BY_HAND = {"action-publish", "action-submit", "action-restart-workflow"}


class ClearMenuItem(ActionMenuItem):
    """Leads to the guided form, where the State gives its word."""

    name = "clear"
    label = gettext_lazy("Check, clear and submit")
    icon_name = "check"

    def get_url(self, context):
        return reverse("submission_check", args=[context["page"].pk])


def offer_the_right_actions(menu_items, request, context):
    """No buttons that would be refused; the State's word is given in one place."""
    page = context.get("page")
    if not isinstance(page, ContributionPage):
        return
    menu_items[:] = [item for item in menu_items if item.name not in BY_HAND]
    if page.pk and permissions.may_clear(request.user, page):
        menu_items.append(ClearMenuItem(order=70))


def keep_approval_and_edit_apart(request, page):
    """Approving a text while changing it: the change is saved, the approval is not given."""
    wanted = request.POST.get("action-workflow-action") and request.POST.get("workflow-action-name")
    if wanted != "approve" or not isinstance(page, ContributionPage):
        return
    if _is_changed(request, page.get_latest_revision_as_object()):
        request.POST = request.POST.copy()
        del request.POST["action-workflow-action"]
        messages.warning(
            request,
            _(
                "Your changes are saved, and the text is not approved: the State must clear the "
                "new text, and an officer other than you approves it."
            ),
        )


def _is_changed(request, page):
    """Whether the form holds another text: markup differs even where the text does not."""
    before = digest(page.get_latest_revision().content)
    form_class = page.get_edit_handler().get_form_class()
    around = {"for_user": request.user, "parent_page": page.get_parent()}
    form = form_class(request.POST, request.FILES, instance=page, **around)
    if not form.is_valid():
        return True
    changed = form.save(commit=False)
    changed.sanitise()
    return digest(changed.serializable_data()) != before


def hide_other_states(pages, request):
    """The chooser shows titles of drafts: of States, a focal point sees the own only."""
    if permissions.is_secretariat(request.user):
        return pages
    own = StatePage.objects.filter(state__focal_points__user_id=request.user.pk)
    shown = Q()
    for path in own.values_list("path", flat=True):
        shown |= Q(path__startswith=path)
    for path in StateIndexPage.objects.values_list("path", flat=True):
        shown |= ~Q(path__startswith=path) | Q(path=path)
    return pages.filter(shown)


def changes_button(page, user, view_name, next_url=None):
    is_update = isinstance(page, ContributionPage) and page.live and page.has_unpublished_changes
    if is_update and permissions.is_secretariat(user):
        address = reverse("secretariat_changes", args=[page.pk])
        yield Button(gettext_lazy("Changes"), address, icon_name="history", priority=80)


def trail_button(page, user, view_name, next_url=None):
    if permissions.may_see_trail(user, page):
        address = reverse("audit_page_trail", args=[page.pk])
        yield Button(gettext_lazy("Trail"), address, icon_name="history", priority=90)


def register_log_actions(actions):
    actions.register_action(
        "wagtail.workflow.decline", _("Decline"), _("The contribution was not accepted")
    )

"""Hooks into Wagtail: the record in the admin, and documents by their symbols."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from accounts.roles import OfficersItem
from secretariat import home_panel
from secretariat.urls import report

from . import document_list, editor, proposal_views, request_admin
from .calls_report import CallsReport
from .loads import views
from .meetings_report import MeetingsReport
from .snippets import RecordGroup


def loads_item() -> OfficersItem:
    label = _("Tables for the record")
    return OfficersItem(label, reverse("statement_loads"), icon_name="upload", order=56)


def requests_item() -> OfficersItem:
    label = _("Requests")
    return OfficersItem(label, reverse("statement_requests"), icon_name="comment", order=57)


def meetings_item() -> OfficersItem:
    label = _("Meetings")  # what is longer is cut off in the menu
    return OfficersItem(label, reverse("meetings_report"), icon_name="calendar-alt", order=55)


def calls_item() -> OfficersItem:
    return OfficersItem(_("Calls"), reverse("calls_report"), icon_name="mail", order=58)


register_snippet(RecordGroup)
hooks.register("construct_page_action_menu", editor.offer_to_propose)
hooks.register("register_page_header_buttons", editor.withdraw_button)
hooks.register("before_edit_page", editor.tell_what_is_missing)
hooks.register(
    "register_admin_urls",
    lambda: [
        *report(MeetingsReport, "record/meetings", "meetings_report"),
        *report(CallsReport, "record/calls", "calls_report"),
        *proposal_views.ADMIN_URLS,
        *views.ADMIN_URLS,
        *request_admin.ADMIN_URLS,
    ],
)
hooks.register("register_admin_menu_item", meetings_item)
hooks.register("register_admin_menu_item", calls_item)
hooks.register("register_admin_menu_item", loads_item)
hooks.register("register_admin_menu_item", requests_item)
home_panel.MORE.append(request_admin.figure)
hooks.register("before_serve_page", document_list.lead_to_document)

"""Addresses and menu entries of the Secretariat's pages."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from practices import permissions
from practices.approvals import views as proposals
from practices.submission import invitations

from . import dismissal, freshness_views, region_views, retagging_views, views

RETAGGING = "secretariat/retagging/"
URLS = [
    path("secretariat/queue/", views.queue_view, name="secretariat_queue"),
    path("secretariat/queue.<slug:form>", views.export_queue, name="secretariat_queue_export"),
    path(
        "secretariat/never-shared.<slug:form>",
        views.export_never_shared,
        name="secretariat_never_shared_export",
    ),
    path("secretariat/assign/<int:page_id>/", views.assign, name="secretariat_assign"),
    path("secretariat/changes/<int:page_id>/", views.changes, name="secretariat_changes"),
    path("secretariat/focal-points/", invitations.invite_view, name="invite_focal_point"),
    path(
        "secretariat/focal-points/<int:focal_point_id>/dismiss/",
        dismissal.dismiss,
        name="dismiss_focal_point",
    ),
    path(
        "secretariat/focal-points/invitations/<int:invitation_id>/resend/",
        invitations.resend,
        name="resend_invitation",
    ),
    path(
        "secretariat/focal-points/invitations/<int:invitation_id>/withdraw/",
        invitations.withdraw,
        name="withdraw_invitation",
    ),
    path("secretariat/proposals/", proposals.overview, name="proposals"),
    path("secretariat/proposals/<int:proposal_id>/", proposals.preview, name="proposal"),
    path("secretariat/proposals/<int:proposal_id>/apply/", proposals.apply, name="apply_proposal"),
    path(
        "secretariat/proposals/<int:proposal_id>/refuse/", proposals.refuse, name="refuse_proposal"
    ),
    path("secretariat/words/<int:page_id>/", proposals.propose_words, name="propose_words"),
    path("secretariat/purge/<int:page_id>/", proposals.propose_purge, name="propose_purge"),
    path("secretariat/regions/", region_views.regions, name="secretariat_regions"),
    path("secretariat/freshness/", freshness_views.report, name="secretariat_freshness"),
    path(
        "secretariat/freshness.<slug:form>",
        freshness_views.export,
        name="secretariat_freshness_export",
    ),
    path(RETAGGING, retagging_views.overview, name="secretariat_retaggings"),
    path(
        f"{RETAGGING}<int:retagging_id>/",
        retagging_views.preview,
        name="secretariat_retagging",
    ),
    *(
        path(
            f"{RETAGGING}<int:retagging_id>/{step.__name__}/",
            step,
            name=f"secretariat_retagging_{step.__name__}",
        )
        for step in (retagging_views.apply, retagging_views.undo, retagging_views.discard)
    ),
    path("trail/", views.trail, name="audit_trail"),
    path("trail.<slug:form>", views.export_trail, name="audit_export"),
    path("trail/<int:page_id>/", views.page_trail, name="audit_page_trail"),
]


class OfficersItem(MenuItem):
    def is_shown(self, request):
        return permissions.may_look(request.user)


class FocalPointsItem(MenuItem):
    def is_shown(self, request):
        return permissions.workplaces(request.user).exists()


def _item(kind, label, name, icon, order):
    return lambda: kind(label, reverse(name), icon_name=icon, order=order)


MENU_ITEMS = [
    _item(FocalPointsItem, _("My submissions"), "submissions", "form", 40),
    _item(OfficersItem, _("Review queue"), "secretariat_queue", "tasks", 50),
    _item(OfficersItem, _("Proposals"), "proposals", "clipboard-list", 51),
    _item(OfficersItem, _("Freshness"), "secretariat_freshness", "date", 52),
    _item(OfficersItem, _("Change headings"), "secretariat_retaggings", "tag", 54),
    _item(OfficersItem, _("Focal points"), "invite_focal_point", "group", 310),
    _item(OfficersItem, _("Reviewers by region"), "secretariat_regions", "globe", 315),
    _item(OfficersItem, _("Trail"), "audit_trail", "history", 320),
]

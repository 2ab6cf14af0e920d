"""Addresses and menu entries of the Secretariat's pages."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from practices import permissions
from practices.submission import invitations

from . import views

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
        invitations.dismiss,
        name="dismiss_focal_point",
    ),
    path("trail/", views.trail, name="audit_trail"),
    path("trail.<slug:form>", views.export_trail, name="audit_export"),
    path("trail/<int:page_id>/", views.page_trail, name="audit_page_trail"),
]


class OfficersItem(MenuItem):
    def is_shown(self, request):
        return permissions.is_secretariat(request.user)


class FocalPointsItem(MenuItem):
    def is_shown(self, request):
        return permissions.workplaces(request.user).exists()


def queue_item():
    return OfficersItem(
        _("Review queue"), reverse("secretariat_queue"), icon_name="tasks", order=50
    )


def people_item():
    address = reverse("invite_focal_point")
    return OfficersItem(_("Focal points"), address, icon_name="group", order=310)


def trail_item():
    return OfficersItem(_("Trail"), reverse("audit_trail"), icon_name="history", order=320)


def submissions_item():
    address = reverse("submissions")
    return FocalPointsItem(_("My submissions"), address, icon_name="form", order=40)


MENU_ITEMS = [queue_item, people_item, trail_item, submissions_item]

"""URLs of the Secretariat's pages in the admin."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from accounts.roles import officers_only
from approvals import views as proposals

from . import dismissal, focal_points, people, reclassification_views, region_views, views
from .confirmation_views import ConfirmationReport
from .never_shared import NeverSharedReport
from .people_report import PeopleReport
from .reports import OfficersReport
from .trail_views import TrailReport

RECLASSIFICATION = "secretariat/reclassification/"
PERSON = "secretariat/people/<int:user_id>/"


def report(view: type[OfficersReport], address: str, name: str) -> Iterator[URLPattern]:
    """The page, what is replaced in it when a filter changes, and its exports."""
    yield path(f"{address}/", officers_only(view.as_view()), name=name)
    part = view.as_view(results_only=True)
    yield path(f"{address}/results/", officers_only(part), name=f"{name}_results")
    if view.list_export:
        export = officers_only(view.as_view())
        yield path(f"{address}.<slug:file_format>", export, name=f"{name}_export")


URLS = [
    path("secretariat/queue/", views.queue_view, name="secretariat_queue"),
    path(
        "secretariat/queue.<slug:file_format>", views.export_queue, name="secretariat_queue_export"
    ),
    *report(NeverSharedReport, "secretariat/never-shared", "secretariat_never_shared"),
    path("secretariat/assign/<int:page_id>/", views.assign, name="secretariat_assign"),
    path("secretariat/changes/<int:page_id>/", views.changes, name="secretariat_changes"),
    path("secretariat/focal-points/", focal_points.invite_view, name="invite_focal_point"),
    path(
        "secretariat/focal-points/<int:focal_point_id>/dismiss/",
        dismissal.dismiss,
        name="dismiss_focal_point",
    ),
    path(
        "secretariat/focal-points/invitations/<int:invitation_id>/resend/",
        focal_points.resend,
        name="resend_invitation",
    ),
    path(
        "secretariat/focal-points/invitations/<int:invitation_id>/withdraw/",
        focal_points.withdraw,
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
    *report(ConfirmationReport, "secretariat/confirmations", "secretariat_confirmations"),
    path(RECLASSIFICATION, reclassification_views.overview, name="secretariat_reclassifications"),
    path(
        f"{RECLASSIFICATION}<int:reclassification_id>/",
        reclassification_views.preview,
        name="secretariat_reclassification",
    ),
    *(
        path(
            f"{RECLASSIFICATION}<int:reclassification_id>/{step.__name__}/",
            step,
            name=f"secretariat_reclassification_{step.__name__}",
        )
        for step in (
            reclassification_views.apply,
            reclassification_views.undo,
            reclassification_views.discard,
        )
    ),
    path("trail/", TrailReport.as_view(), name="audit_trail"),
    path("trail/results/", TrailReport.as_view(results_only=True), name="audit_trail_results"),
    path("trail.<slug:file_format>", TrailReport.as_view(), name="audit_export"),
    path("trail/<int:page_id>/", TrailReport.as_view(), name="audit_page_trail"),
    path(
        "trail/<int:page_id>/results/",
        TrailReport.as_view(results_only=True),
        name="audit_page_trail_results",
    ),
    *report(PeopleReport, "secretariat/people", "people"),
    path("secretariat/people/new/", people.propose_officer, name="propose_officer"),
    path(f"{PERSON}change/", people.propose_change, name="propose_account_change"),
    path(f"{PERSON}end-sessions/", people.end_sessions, name="end_sessions_of"),
    path(f"{PERSON}reset/", people.reset_second_factor, name="reset_second_factor"),
]

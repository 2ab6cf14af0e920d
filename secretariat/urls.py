"""URLs of the Secretariat's pages in the admin."""

from django.urls import path

from approvals import views as proposals

from . import (
    confirmation_views,
    dismissal,
    focal_points,
    people,
    reclassification_views,
    region_views,
    views,
)

RECLASSIFICATION = "secretariat/reclassification/"
PERSON = "secretariat/people/<int:user_id>/"
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
    path("secretariat/confirmations/", confirmation_views.report, name="secretariat_confirmations"),
    path(
        "secretariat/confirmations.<slug:form>",
        confirmation_views.export,
        name="secretariat_confirmations_export",
    ),
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
    path("trail/", views.trail, name="audit_trail"),
    path("trail.<slug:form>", views.export_trail, name="audit_export"),
    path("trail/<int:page_id>/", views.page_trail, name="audit_page_trail"),
    path("secretariat/people/", people.people, name="people"),
    path("secretariat/people/new/", people.propose_officer, name="propose_officer"),
    path(f"{PERSON}change/", people.propose_change, name="propose_account_change"),
    path(f"{PERSON}end-sessions/", people.end_sessions, name="end_sessions_of"),
    path(f"{PERSON}reset/", people.reset_second_factor, name="reset_second_factor"),
]

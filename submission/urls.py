"""URLs of the guided form."""

from django.urls import path

from submission.offline import again
from submission.offline import views as offline

from . import (
    clearance_views,
    comments,
    history,
    invitations,
    material,
    notes,
    signed_out,
    translation_views,
    views,
)

TRANSLATIONS = "<int:page_id>/translations/"

urlpatterns = [
    path("", views.submissions, name="submissions"),
    path("session/", signed_out.session, name="submission_session"),
    path("new/", views.start, name="submission_start"),
    path("new/file/again/", again.decide, name="submission_upload_again"),
    path("new/file/", offline.upload, name="submission_upload"),
    path("new/<slug:kind>.<slug:file_format>", offline.download, name="submission_template"),
    path("invitation/<str:token>/", invitations.accept, name="invitation"),
    path("<int:page_id>/", views.overview, name="submission_overview"),
    path("<int:page_id>/preview/", views.preview, name="submission_preview"),
    path("<int:page_id>/history/", history.history, name="submission_history"),
    path("<int:page_id>/check/", clearance_views.check, name="submission_check"),
    path("<int:page_id>/submitted/", clearance_views.submitted, name="submission_submitted"),
    path("<int:page_id>/notes/<int:note_id>/", notes.resolve, name="submission_note"),
    path("<int:page_id>/material/", material.material, name="submission_material"),
    path("<int:page_id>/take-back/", clearance_views.take_back, name="submission_take_back"),
    path("<int:page_id>/withdraw/", clearance_views.withdraw, name="submission_withdraw"),
    path("<int:page_id>/confirm/", clearance_views.confirm, name="submission_confirm"),
    path("<int:page_id>/delete/", clearance_views.delete, name="submission_delete"),
    path(
        "<int:page_id>/comments/<int:comment_id>/reply/",
        comments.reply,
        name="submission_reply",
    ),
    path(TRANSLATIONS, translation_views.overview, name="submission_translations"),
    path(
        f"{TRANSLATIONS}<slug:language>/",
        translation_views.translation,
        name="submission_translation",
    ),
    path(
        f"{TRANSLATIONS}<slug:language>/machine/",
        translation_views.machine,
        name="submission_translation_machine",
    ),
    path(
        f"{TRANSLATIONS}<slug:language>/file.<slug:file_format>",
        translation_views.file,
        name="submission_translation_file",
    ),
    path("<int:page_id>/<slug:step>/", views.step, name="submission_step"),
    path("<int:page_id>/<slug:step>/autosave/", views.autosave, name="submission_autosave"),
]

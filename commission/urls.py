"""URLs of the record beside those of its pages."""

from django.urls import path

from . import call_views, request_views, views

urlpatterns = [
    path("calls/", call_views.calls, name="calls"),
    path("submit/statements/", request_views.statements, name="statements_of_state"),
    path("submit/statements/<int:page_id>/", request_views.ask, name="ask_about_statement"),
    path(
        "submit/statements/requests/<int:request_id>/take-back/",
        request_views.take_back,
        name="take_back_statement_request",
    ),
    path("calls/<int:page_id>/note-verbale.docx", call_views.note, name="call_note_verbale"),
    path("meetings/bodies/", views.bodies, name="bodies"),
    path("meetings/bodies/<slug:code>/", views.body, name="body"),
    path(
        "meetings/bodies/<slug:code>/recommendations/",
        views.recommendations,
        name="body_recommendations",
    ),
    path("meetings/workplan/", views.workplans, name="workplans"),
    path("meetings/calendar.ics", views.calendar_file, name="meetings_calendar"),
]

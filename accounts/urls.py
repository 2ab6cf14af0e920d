"""URLs of a person's own account."""

from django.urls import path

from . import languages, views

urlpatterns = [
    path("", views.account, name="account"),
    path("language/", languages.choose_language, name="choose_language"),
    path("code/", views.code, name="second_factor"),
    path("set-up/", views.set_up, name="set_up_second_factor"),
    path("recovery-codes/", views.recovery_codes, name="recovery_codes"),
    path("sessions/<int:sign_in_id>/end/", views.end_session, name="end_session"),
    path("sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
]

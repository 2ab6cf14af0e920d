"""The Privacy page names everything that is stored about persons."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from wagtail.models import Page

from accounts import clients
from alerts.models import TIME_TO_CONFIRM
from contact.views import _send
from home.standard_pages import PAGES
from mail.models import Message
from portal.personal_data import retention

# {model: words of the page that say it is kept}. A new model belongs here or below.
ABOUT_PERSONS = {
    "accounts.SignIn": "the kind of browser for 90 days",
    "accounts.Attempt": "each failed one",
    "alerts.Alert": "your email address (encrypted), the search, how often",
    "auth.User": "the name, the email address, the role, a password",
    "axes.AccessAttempt": "each failed one",
    "axes.AccessFailureLog": "each failed one",
    "axes.AccessLog": "for each sign-in",
    "axes.AccessAttemptExpiration": "each failed one",
    "otp_static.StaticDevice": "recovery codes",
    "otp_static.StaticToken": "recovery codes",
    "otp_totp.TOTPDevice": "the key of the authenticator app",
    "opendata.RequestCount": "a code made from the network address",
    "review.Assignment": "reviewed",
    "audit.AuditEntry": "are kept permanently",
    "review.Clearance": "cleared",
    "review.FourEyesTaskState": "approved a text",
    "practices.FocalPoint": "the role",
    "submission.Invitation": "invitations, and mails that were sent, are deleted after 90 days",
    "commission.CallReminder": "mails that were sent, are deleted after 90 days",
    "mail.Message": "mails that were sent, are deleted after 90 days",
    "approvals.Proposal": "who proposed and who decided what takes two officers",
    "commission.Load": "who proposed and who decided what takes two officers",
    "commission.StatementRequest": "wrote",
    "packs.SessionPack": "wrote",
    "translations.Translation": "cleared",
    "review.RegionReviewer": "the role",
    "review.Review": "wrote",
    "review.Reclassification": "are kept permanently",
    "review.Decision": "reviewed",
    "sessions.Session": "cookies for the session",
    "workshops.Erasure": "who asks for that, and who confirms it, is kept permanently",
    "workshops.Participant": "the name, the email address, the ministry or office, the group",
    "usage.DailyCount": "the words of searches that found nothing",
    "wagtailadmin.EditingSession": "personal settings",
    "wagtailadmin.FormState": "who wrote",
    "wagtailcore.APIToken": "personal settings",
    "wagtailcore.Comment": "commented on",
    "wagtailcore.CommentReply": "commented on",
    "wagtailcore.ModelLogEntry": "are kept permanently",
    "wagtailcore.PageLogEntry": "are kept permanently",
    "wagtailcore.PageSubscription": "personal settings",
    "wagtailcore.Revision": "earlier versions of it",
    "wagtailcore.TaskState": "approved a text",
    "wagtailcore.UploadedFile": "wrote",
    "wagtailcore.WorkflowState": "wrote",
    "wagtaildocs.Document": "wrote",
    "wagtailimages.Image": "wrote",
    "wagtailusers.UserProfile": "personal settings",
}
PERSONAL_FIELDS = {"EmailField", "GenericIPAddressField"}
PERSONAL_NAMES = ("email", "username", "ip_address", "actor_name", "by_name", "contact_name")


@pytest.fixture(scope="module")
def text() -> str:
    """The page as it is first published, in lower case and without markup."""
    (body,) = (body for slug, _title, _introduction, body in PAGES if slug == "privacy")
    return " ".join(BeautifulSoup(body, "html.parser").get_text(" ").lower().split())


def is_about_persons(model) -> bool:
    """Whether a row names a user, or has a field for an address or a name."""
    user = settings.AUTH_USER_MODEL
    return model._meta.label == user or any(
        field.get_internal_type() in PERSONAL_FIELDS
        or field.name.endswith(PERSONAL_NAMES)
        or (field.remote_field and field.related_model._meta.label == user)
        for field in model._meta.get_fields()
        if field.concrete
    )


def test_each_model_about_persons_is_named(text):
    found = {model._meta.label for model in apps.get_models() if is_about_persons(model)}
    found = {label for label in found if not issubclass(apps.get_model(label), Page)}
    assert found <= set(ABOUT_PERSONS), "say on the Privacy page what it keeps"
    for label in ABOUT_PERSONS:
        assert ABOUT_PERSONS[label] in text, label


def test_the_times_on_the_page_are_those_of_the_portal(text):
    assert {retention.MAILS, retention.INVITATIONS, retention.SIGN_INS} == {timedelta(days=90)}
    assert timedelta(days=90) == retention.PARTICIPANTS
    assert "90 days after the last day of access" in text
    assert timedelta(days=2) == TIME_TO_CONFIRM
    assert "within two days" in text
    assert timedelta(days=365).total_seconds() == clients.A_YEAR
    assert "for a year" in text


@pytest.mark.django_db
def test_a_visitor_leaves_no_cookie_and_a_report_no_copy(client, settings):
    settings.CONTACT_EMAIL = "secretariat@example.org"
    for address in ("/", "/search/?q=naloxone", "/states/ke/"):
        client.get(address)
    assert not client.cookies
    _send("/", "Broken.", "reader@example.org")
    assert Message.objects.get().forgotten

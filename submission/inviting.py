"""Invitation of a focal point by mail: the key is in the mail only."""

from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from approvals import mailboxes
from audit import trail
from common.http import absolute_url
from common.in_language import interface_code
from mail import outbox
from practices.models import ContributionPage, FocalPoint

from .models import Invitation


@transaction.atomic
def invite(email, state, officer, office="", language="") -> Invitation:
    """Write the invitation and its mail; without a language in that of the interface."""
    language = language or translation.get_language()
    invitation, token = Invitation.issue(email, state, officer, office, language)
    with translation.override(language):
        letter = _letter(
            state,
            office,
            officer=trail.name_of(officer),
            link=absolute_url(reverse("invitation", args=[token])),
            until=date_format(invitation.expires_at, "DATE_FORMAT"),
        )
        subject = _("Invitation to the Good Practice Portal")
        outbox.put(invitation.email, subject, letter, confidential=True)
    after = {"email": invitation.email, "state": state.code, "office": office}
    trail.record("focal point invited", None, officer, after=after)
    return invitation


def preview(state, office, language) -> str:
    """The letter, with an ellipsis for what is known when it is sent."""
    with translation.override(language):
        return _letter(state, office, officer="…", link="…", until="…")


def fitting_language(state, otherwise: str) -> str:
    """A code of the interface: what people of the State read here, or what it writes in.

    `otherwise` is for a State that nobody has spoken or written for yet.
    """
    chosen = FocalPoint.objects.filter(state=state, user__is_active=True).values_list(
        "user__wagtail_userprofile__preferred_language", flat=True
    )
    written = ContributionPage.objects.published().filter(state=state)
    languages = written.order_by("pk").values_list("language", flat=True)
    return _commonest(chosen) or _commonest(map(interface_code, languages)) or otherwise


def _commonest(codes: Iterable[str]) -> str:
    known = Counter(code for code in codes if code in dict(settings.LANGUAGES))
    return next((code for code, _number in known.most_common(1)), "")


def _letter(state, office, **of_the_moment) -> str:
    text = _(
        "The Secretariat of the Commission on Narcotic Drugs invites you to share practices and "
        "strategies of %(state)s on the Good Practice Portal.\n\nState: %(state)s\n"
        "Office: %(office)s\nInvited by: %(officer)s, Secretariat\n\n%(link)s\n\n"
        "The link works once, until %(until)s. If you did not expect this message, do nothing."
    )
    return text % ({"state": state.name, "office": office or "–"} | of_the_moment)


def refuse_officers(email) -> None:
    if mailboxes.officer_with(email):
        raise PermissionDenied(
            _("This address belongs to an officer of the Secretariat, who cannot be a focal point.")
        )

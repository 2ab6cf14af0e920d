"""Invitation of a focal point by mail: the key is in the mail only."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from approvals import mailboxes
from audit import trail
from common.http import absolute_url
from mail import outbox

from .models import Invitation


@transaction.atomic
def invite(email, state, officer, office="") -> Invitation:
    """Write the invitation and its mail; the key is in the mail only."""
    invitation, token = Invitation.issue(email, state, officer, office)
    subject = _("Invitation to the Good Practice Portal")
    outbox.put(invitation.email, subject, _letter(invitation, token), confidential=True)
    after = {"email": invitation.email, "state": state.code, "office": office}
    trail.record("focal point invited", None, officer, after=after)
    return invitation


def _letter(invitation, token) -> str:
    text = _(
        "The Secretariat of the Commission on Narcotic Drugs invites you to share practices and "
        "strategies of %(state)s on the Good Practice Portal.\n\nState: %(state)s\n"
        "Office: %(office)s\nInvited by: %(officer)s, Secretariat\n\n%(link)s\n\n"
        "The link works once, until %(until)s. If you did not expect this message, do nothing."
    )
    return text % {
        "office": invitation.office or "–",
        "officer": trail.name_of(invitation.invited_by),
        "state": invitation.state.name,
        "link": absolute_url(reverse("invitation", args=[token])),
        "until": date_format(invitation.expires_at, "j F Y"),
    }


def refuse_officers(email) -> None:
    if mailboxes.officer_with(email):
        raise PermissionDenied(
            _("This address belongs to an officer of the Secretariat, who cannot be a focal point.")
        )

"""Mails about proposals: to all officers, and to the focal points of the State concerned."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import trail
from common.http import absolute_url
from mail import outbox
from practices import permissions
from taxonomy.models import MemberState

from .kinds import kind_of
from .models import Proposal


def proposed(proposal: Proposal, officer: AbstractBaseUser) -> None:
    text = _("%(who)s proposes: %(what)s.\n\nNothing has changed yet.")
    _send(
        proposal,
        _("Proposed: %s") % proposal.summary,
        text % {"who": trail.name_of(officer), "what": proposal.summary},
        _("Another officer applies or refuses it."),
        but=officer,
    )


def decided(proposal: Proposal, officer: AbstractBaseUser) -> None:
    text = _("%(what)s.\n\nProposed by %(proposer)s. %(outcome)s by %(who)s.")
    values = {
        "what": proposal.summary,
        "proposer": trail.name_of(proposal.proposed_by),
        "outcome": proposal.get_outcome_display(),
        "who": trail.name_of(officer),
    }
    subject = f"{proposal.get_outcome_display()}: {proposal.summary}"
    _send(proposal, subject, text % values, "")


def _send(proposal, subject, text, for_officers, but=None) -> None:
    lines = kind_of(proposal).consequences(proposal.payload)
    consequences = "\n".join(f"- {line}" for line in lines)
    body = f"{text}\n\n{_('What it means:')}\n{consequences}"
    link = absolute_url(reverse("proposal", args=[proposal.pk]))
    tell(proposal.state, subject, body, f"{for_officers}\n{link}", but)


def tell(
    state: MemberState | None,
    subject: str,
    body: str,
    for_officers: str = "",
    but: AbstractBaseUser | None = None,
) -> None:
    """One mail for each officer, and for each focal point of the State; not for `but`."""
    officers = permissions.officers()
    advice = _("If you think that this is not right, please write to the Secretariat at once.")
    for people, closing in ((officers, for_officers), (_focal_points(state), advice)):
        for email in _addresses(people.exclude(pk=but.pk if but else None)):
            outbox.put(email, subject, f"{body}\n\n{closing}".rstrip() + "\n")


def _focal_points(state) -> QuerySet:
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(focal_points__state=state) if state else users.none()


def _addresses(users) -> list[str]:
    return sorted({user.email for user in users if user.email})

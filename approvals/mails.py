"""Mails about proposals: to all officers, and to the focal points of the State concerned."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.languages import in_their_languages
from audit import trail
from common.http import absolute_url
from common.lazy_text import lazily
from mail import outbox
from practices import permissions
from taxonomy.models import MemberState

from .kinds import kind_of
from .models import Proposal


def proposed(proposal: Proposal, officer: AbstractBaseUser) -> None:
    _send(
        proposal,
        lazily(lambda: _("Proposed: %s") % proposal.summary),
        lazily(
            lambda: (
                _("%(who)s proposes: %(what)s.\n\nNothing has changed yet.")
                % {"who": trail.name_of(officer), "what": proposal.summary}
            )
        ),
        gettext_lazy("Another officer applies or refuses it."),
        but=officer,
    )


def decided(proposal: Proposal, officer: AbstractBaseUser) -> None:
    _send(
        proposal,
        lazily(lambda: f"{proposal.get_outcome_display()}: {proposal.summary}"),
        lazily(
            lambda: (
                _("%(what)s.\n\nProposed by %(proposer)s. %(outcome)s by %(who)s.")
                % {
                    "what": proposal.summary,
                    "proposer": trail.name_of(proposal.proposed_by),
                    "outcome": proposal.get_outcome_display(),
                    "who": trail.name_of(officer),
                }
            )
        ),
        "",
    )


def _send(
    proposal: Proposal,
    subject: str,
    text: str,
    for_officers: str,
    but: AbstractBaseUser | None = None,
) -> None:
    def body() -> str:
        lines = kind_of(proposal).consequences(proposal.payload)
        consequences = "\n".join(f"- {line}" for line in lines)
        return f"{text}\n\n{_('What it means:')}\n{consequences}"

    def closing() -> str:
        return f"{for_officers}\n{absolute_url(reverse('proposal', args=[proposal.pk]))}"

    tell(proposal.state, subject, lazily(body), lazily(closing), but)


def tell(
    state: MemberState | None,
    subject: str,
    body: str,
    for_officers: str = "",
    but: AbstractBaseUser | None = None,
) -> None:
    """One mail for each officer, and for each focal point of the State; not for `but`.

    The texts are lazy, so that each person reads them in the language they have chosen.
    """
    advice = gettext_lazy(
        "If you think that this is not right, please write to the Secretariat at once."
    )
    for people, closing in ((permissions.officers(), for_officers), (_focal_points(state), advice)):
        others = people.exclude(pk=but.pk if but else None).exclude(email="")
        for readers in in_their_languages(others):
            for email in sorted({reader.email for reader in readers}):
                outbox.put(email, str(subject), f"{body}\n\n{closing}".rstrip() + "\n")


def _focal_points(state) -> QuerySet:
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(focal_points__state=state) if state else users.none()

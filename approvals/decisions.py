"""Rules of proposals: who proposes, who decides, and that each is decided once."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import trail
from common.lazy_text import in_each_language
from practices import permissions

from . import mails
from .kinds import KINDS, ProposalError, kind_of
from .mailboxes import mailbox
from .models import Proposal

SUMMARY_LENGTH = 500  # the wording of a term may be a long sentence


@transaction.atomic
def propose(key: str, payload: dict, officer: AbstractBaseUser) -> Proposal:
    """Write the proposal down and tell those concerned; nothing changes yet."""
    _refuse_others(officer)
    kind = KINDS[key]
    kind.check(payload)
    same = Proposal.objects.open().filter(kind=key, payload=payload).first()
    if same is not None:
        raise ProposalError(_("This has been proposed already and waits for another officer."))
    proposal = Proposal.objects.create(
        kind=key,
        summaries=in_each_language(lambda: kind.summary(payload)[:SUMMARY_LENGTH]),
        payload=payload,
        state=kind.state(payload),
        email=kind.email(payload),
        proposed_by=officer,
    )
    _record("proposed", proposal, officer)
    mails.proposed(proposal, officer)
    return proposal


@transaction.atomic
def apply(proposal: Proposal, officer: AbstractBaseUser) -> Proposal:
    """Do what was proposed; raises PermissionDenied with the reason if it cannot be done."""
    proposal = _open_one(proposal, officer)
    if reason := why_not_apply(proposal, officer):
        raise ProposalError(reason)
    kind = kind_of(proposal)
    kind.check(proposal.payload)
    _close(proposal, officer, Proposal.Outcome.APPLIED)
    kind.apply(proposal, officer)
    return proposal


@transaction.atomic
def refuse(proposal: Proposal, officer: AbstractBaseUser) -> Proposal:
    """End the proposal without effect; the officer who made it takes it back."""
    proposal = _open_one(proposal, officer)
    is_own = proposal.proposed_by_id == officer.pk
    outcome = Proposal.Outcome.TAKEN_BACK if is_own else Proposal.Outcome.REFUSED
    _close(proposal, officer, outcome)
    return proposal


def why_not_apply(proposal: Proposal, officer: AbstractBaseUser) -> str:
    """Why this officer cannot apply it, in a sentence; empty if they can."""
    proposer = proposal.proposed_by
    if proposer is None or not permissions.is_secretariat(proposer):
        return _("The officer who proposed this is no longer an officer. Propose it again.")
    if not permissions.is_secretariat(officer):
        return _("Only officers of the Secretariat decide.")
    if proposer.pk == officer.pk:
        return _("You proposed this, so another officer has to apply it.")
    if officer.email and mailbox(officer.email) == mailbox(proposer.email):
        return _("You share a mailbox with the officer who proposed this.")
    return _why_too_close(proposal, officer)


def _why_too_close(proposal: Proposal, officer: AbstractBaseUser) -> str:
    if kind_of(proposal).person_id(proposal.payload) == officer.pk:
        return _("This concerns your own account, so another officer has to apply it.")
    if _wrote(proposal, officer):
        return _("You wrote a part of this, so another officer has to apply it.")
    return ""


def _wrote(proposal: Proposal, officer: AbstractBaseUser) -> bool:
    """Where all officers had a hand in it, the proposer and any other are two (review.rules)."""
    writers = kind_of(proposal).writers(proposal.payload)
    others = permissions.officers().exclude(pk__in=writers)
    return officer.pk in writers and others.exists()


def _refuse_others(officer: AbstractBaseUser) -> None:
    if not permissions.is_secretariat(officer):
        raise PermissionDenied(_("Only officers of the Secretariat propose and decide."))


def _open_one(proposal: Proposal, officer: AbstractBaseUser) -> Proposal:
    """The proposal as it stands now, locked until the transaction ends."""
    _refuse_others(officer)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.is_open:
        raise ProposalError(_("This proposal has been decided already."))
    return proposal


def _close(proposal: Proposal, officer: AbstractBaseUser, outcome: str) -> None:
    proposal.decided_by, proposal.decided_at = officer, timezone.now()
    proposal.outcome = outcome
    proposal.save()
    _record(outcome, proposal, officer)
    mails.decided(proposal, officer)


def _record(step: str, proposal: Proposal, officer: AbstractBaseUser) -> None:
    facts = {
        "proposal": proposal.pk,
        "kind": proposal.kind,
        "summary": proposal.lasting_summary,
        "state": proposal.state.code if proposal.state else "",
        "proposed_by": trail.name_of(proposal.proposed_by),
    }
    trail.record(f"proposal {step}", None, officer, after=facts)

"""Erasure of all that a State has sealed: two people, a week to stop it, and its keys are gone.

A focal point asks for it and another one of the same State confirms. Where there is no other, an
officer does: they confirm that the State asked, and read nothing. During the week that follows
every focal point of the State can stop it. They are all told of each step.
"""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.languages import in_their_languages
from approvals.mailboxes import mailbox
from audit import trail
from common.http import absolute_url
from mail import outbox
from practices import permissions
from taxonomy.models import MemberState
from workshops.models import Erasure, Share, StateKey

Outcome = Erasure.Outcome


class RefusedError(PermissionDenied):
    """Why a step cannot be taken, in a sentence."""


@transaction.atomic
def ask(state: MemberState, user: AbstractBaseUser) -> Erasure:
    MemberState.objects.select_for_update().get(pk=state.pk)  # of two at once one is refused
    if Erasure.objects.open().filter(state=state).exists():
        raise RefusedError(_("This has been asked for already."))
    if not StateKey.objects.filter(state=state).exists():
        raise RefusedError(_("Nothing is sealed for this State."))
    erasure = Erasure.objects.create(state=state, asked_by=user)
    _tell("asked", erasure, user, lambda: _asked(erasure))
    if needs_officer(erasure):
        _tell_officers(state)
    return erasure


@transaction.atomic
def confirm(erasure: Erasure, user: AbstractBaseUser) -> None:
    erasure = _open(erasure)
    if reason := why_not_confirm(erasure, user):
        raise RefusedError(reason)
    erasure.confirmed_by, erasure.confirmed_at = user, timezone.now()
    erasure.save()
    _tell("confirmed", erasure, user, lambda: _confirmed(erasure))


@transaction.atomic
def stop(erasure: Erasure, user: AbstractBaseUser) -> None:
    erasure = _open(erasure)
    _end(erasure, Outcome.STOPPED)
    _tell("stopped", erasure, user, lambda: _("It was stopped. Nothing has been erased."))


def carry_out_due() -> int:
    """How many States' keys were destroyed."""
    return sum(_carry_out(erasure) for erasure in Erasure.objects.due())


@transaction.atomic
def _carry_out(erasure: Erasure) -> bool:
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.outcome:
        return False  # stopped at the last moment
    if not _serves(erasure.asked_by, erasure.state):
        _end(erasure, Outcome.STOPPED)
        _tell("stopped", erasure, None, _nobody_left)
        return False
    Share.objects.filter(answer__assessment__room__workshop__state=erasure.state).delete()
    StateKey.objects.filter(state=erasure.state).delete()
    _end(erasure, Outcome.DONE)
    _tell("done", erasure, None, _done)
    return True


def why_not_confirm(erasure: Erasure, user: AbstractBaseUser) -> str:
    """Why this person cannot confirm, in a sentence; empty if they can."""
    if erasure.confirmed_at:
        return _("This has been confirmed already.")
    if not _serves(erasure.asked_by, erasure.state):
        return _("Who asked for this is no longer a focal point of the State. Ask for it again.")
    if erasure.asked_by == user:
        return _("You asked for this, so another person has to confirm it.")
    if mailbox(user.email) == mailbox(erasure.asked_by.email):
        return _("You share a mailbox with the person who asked for this.")
    return _why_not_theirs(erasure, user)


def _why_not_theirs(erasure: Erasure, user: AbstractBaseUser) -> str:
    if _serves(user, erasure.state):
        return ""
    if not permissions.is_secretariat(user):
        return _("Only focal points of the State can confirm this.")
    if not needs_officer(erasure):
        return _("The State has another focal point, who has to confirm this.")
    return ""


def needs_officer(erasure: Erasure) -> bool:
    """Whether the State has nobody else who could confirm."""
    others = permissions.focal_points_of(erasure.state).exclude(pk=erasure.asked_by_id)
    return not others.exists()


def _serves(user: AbstractBaseUser | None, state: MemberState) -> bool:
    return user is not None and permissions.focal_points_of(state).filter(pk=user.pk).exists()


def _open(erasure: Erasure) -> Erasure:
    found = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if found.outcome:
        raise RefusedError(_("This has ended already."))
    return found


def _end(erasure: Erasure, outcome: str) -> None:
    erasure.outcome, erasure.ended_at = outcome, timezone.now()
    erasure.save()


def _tell(
    step: str, erasure: Erasure, user: AbstractBaseUser | None, words: Callable[[], str]
) -> None:
    """Into the trail, and to all focal points of the State."""
    state = erasure.state
    trail.record(f"workshop erasure {step}", None, user, after={"state": state.code})
    people = permissions.focal_points_of(state).exclude(email="")
    for readers in in_their_languages(people):
        subject = _("Erasure of what %s has written in workshops") % state.name
        link = absolute_url(reverse("erase_workshops", args=[state.code]))
        outbox.put_all(
            outbox.draft(reader.email, subject, f"{words()}\n\n{link}") for reader in readers
        )


def _tell_officers(state: MemberState) -> None:
    link = absolute_url(reverse("workshops_that_took_place"))
    for readers in in_their_languages(permissions.officers().exclude(email="")):
        subject = _("%s asks for an officer’s word on an erasure") % state.name
        words = _(
            "%(state)s has one focal point, who has asked that everything which the State has "
            "written in rooms of workshops be erased. An officer has to confirm it:\n\n%(link)s"
        ) % {"state": state.name, "link": link}
        outbox.put_all(outbox.draft(reader.email, subject, words) for reader in readers)


def _asked(erasure: Erasure) -> str:
    words = _(
        "%(person)s has asked that everything which %(state)s has written in rooms of workshops "
        "be erased for good: assessments, plans of action, groups and people. It happens a week "
        "after a second person has confirmed it. Any focal point of %(state)s can stop it until "
        "then:"
    )
    return words % {"person": trail.name_of(erasure.asked_by), "state": erasure.state.name}


def _confirmed(erasure: Erasure) -> str:
    words = _(
        "A second person has confirmed that everything which %(state)s has written in rooms of "
        "workshops is to be erased for good. It happens on %(day)s. Until then any focal point of "
        "%(state)s can stop it:"
    )
    day = date_format(timezone.localtime(erasure.due_at), "DATE_FORMAT")
    return words % {"state": erasure.state.name, "day": day}


def _nobody_left() -> str:
    return _(
        "Who asked for it is no longer a focal point of the State, so nothing has been erased. "
        "It can be asked for again:"
    )


def _done() -> str:
    return _(
        "The keys have been destroyed. Nobody can read any more what was written in rooms of "
        "workshops. That the workshops took place is still known. Backups made before today hold "
        "the destroyed keys, protected by the portal's own key, until they are deleted."
    )

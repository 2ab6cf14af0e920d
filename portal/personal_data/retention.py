"""Retention periods, as the privacy page names them."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from accounts.limits import LONGEST
from accounts.models import Attempt, SignIn
from approvals.models import Proposal
from commission.models import CallReminder
from mail.models import Message
from submission.models import Invitation
from workshops.models import Participant

MAILS = INVITATIONS = SIGN_INS = PARTICIPANTS = timedelta(days=90)


def apply() -> dict:
    """{what: how many rows were deleted}"""
    return {what: rows.delete()[0] for what, rows in overdue(timezone.now()).items()}


def overdue(now) -> dict:
    ended = Q(used_at__lt=now - INVITATIONS) | Q(expires_at__lt=now - INVITATIONS)
    waiting = Message.objects.unfinished()
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return {
        "mails": Message.objects.exclude(pk__in=waiting).filter(created_at__lt=now - MAILS),
        "reminders of calls": CallReminder.objects.filter(sent_at__lt=now - MAILS),
        "invitations": Invitation.objects.filter(ended),
        "proposals about people": Proposal.objects.exclude(email="").filter(
            decided_at__lt=now - INVITATIONS
        ),
        "participants of workshops": Participant.objects.filter(
            room__ends_on__lt=(now - PARTICIPANTS).date()
        ),
        "log of sign-ins": AccessLog.objects.filter(attempt_time__lt=now - SIGN_INS),
        "failed sign-ins": AccessAttempt.objects.filter(attempt_time__lt=now - SIGN_INS),
        "tries": Attempt.objects.filter(at__lt=now - LONGEST),
        "sign-ins": SignIn.objects.filter(since__lt=now - idle),
        "sessions": Session.objects.filter(expire_date__lt=now),
    }

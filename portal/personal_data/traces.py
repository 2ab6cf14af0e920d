"""Personal data of one person in all apps, found by the email address."""

import re
from re import Pattern
from typing import TYPE_CHECKING

from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Model, Q, QuerySet
from django.utils.html import escape
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry, Revision

from accounts.models import SignIn
from alerts.models import Alert
from approvals.models import Proposal
from audit import trail
from audit.models import AuditEntry, AuditQuerySet
from mail.models import Message
from practices.models import ContributionPage, FocalPoint
from review.models import Clearance
from submission.models import Invitation
from taxonomy.models import Recommendation, RecommendationText, TermLabel
from workshops.models import Participant

if TYPE_CHECKING:
    from common.work_queue import WorkQuerySet
    from review.models.clearance import ClearanceQuerySet


User = get_user_model()
# What officers confirmed stays when their names go: {what: (model, column with names)}
CONFIRMED = {
    "labels confirmed": (TermLabel, "confirmed_by"),
    "texts confirmed": (RecommendationText, "confirmed_by"),
    "recommendations verified": (Recommendation, "verified_by"),
}


class Traces:
    """Of the account with this address, and of the address wherever else it stands."""

    def __init__(self, email) -> None:
        self.email = email.strip()
        same = Q(email__iexact=self.email) | Q(username__iexact=self.email)
        self.user = User.objects.filter(same).first()
        self.pk = self.user.pk if self.user else None
        self.words = self._words()

    def _words(self) -> list[str]:
        """How the person is named: longest first, since one name may hold another."""
        words = {self.email}
        if self.user:
            words |= {trail.name_of(self.user), self.user.username, self.user.get_full_name()}
            words |= {self.user.email}
        return sorted((word for word in words if len(word) > 3), key=len, reverse=True)

    @property
    def pattern(self) -> Pattern:
        words = dict.fromkeys(form for word in self.words for form in (word, escape(word)))
        return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)

    def rows(self) -> dict:
        """{what: rows}; erasing leaves none of them."""
        names = [self.user.username] if self.user else []
        mine = {"user_id": self.pk} if self.pk else {"pk__in": []}
        return {
            "alerts by mail": Alert.objects.of(self.email),
            "focal point": FocalPoint.objects.filter(**mine),
            "contact of pages": ContributionPage.objects.filter(contact_email__iexact=self.email),
            "contact in versions": self.revisions(),
            "participants of workshops": Participant.objects.of(self.email),
            "invitations": Invitation.objects.filter(email__iexact=self.email),
            "proposals": Proposal.objects.filter(email__iexact=self.email),
            "mails": self._mails(),
            "sign-ins": SignIn.objects.filter(**mine),
            "second factor": TOTPDevice.objects.filter(**mine),
            "recovery codes": StaticDevice.objects.filter(**mine),
            "failed sign-ins": AccessAttempt.objects.filter(username__in=[*names, self.email]),
            "log of sign-ins": AccessLog.objects.filter(username__in=[*names, self.email]),
            "clearances": self._clearances(),
            **{what: self._confirmed(*place) for what, place in CONFIRMED.items()},
            "log of accounts": ModelLogEntry.objects.filter(label__in=self.words),
            "sessions": self._sessions(),
            "trail": self.entries(),
        }

    def revisions(self) -> QuerySet:
        return Revision.objects.filter(content__contact_email__iexact=self.email)

    def _clearances(self) -> "ClearanceQuerySet":
        named = Q(cleared_by_name__in=self.words) | Q(voided_by_name__in=self.words)
        return Clearance.objects.filter(named)

    def _confirmed(self, model: type[Model], column: str) -> QuerySet:
        named = Q(pk__in=[])
        for word in self.words:
            named |= Q(**{f"{column}__icontains": word})
        return model._default_manager.filter(named)

    def _mails(self) -> "WorkQuerySet":
        condition = Q(to__iexact=self.email)
        for word in self.words:
            condition |= Q(subject__icontains=word) | Q(body__icontains=word)
            condition |= Q(html__icontains=word) | Q(html__icontains=escape(word))
        return Message.objects.filter(condition)

    def _sessions(self) -> QuerySet:
        """Sessions say whose they are only once they are decoded."""
        if self.pk is None:
            return Session.objects.none()
        keys = [
            session.pk
            for session in Session.objects.iterator()
            if session.get_decoded().get(SESSION_KEY) == str(self.pk)
        ]
        return Session.objects.filter(pk__in=keys)

    def entries(self) -> AuditQuerySet:
        """Entries of the trail that name the person; the database cannot search all of JSON."""
        pattern = self.pattern
        keys = [entry.pk for entry in AuditEntry.objects.iterator() if trail.names(entry, pattern)]
        return AuditEntry.objects.filter(pk__in=keys)

    def in_texts(self) -> list:
        """Titles of pages whose own text names the person: for a human to read."""
        found = set()
        for page in ContributionPage.objects.iterator():
            draft = page.latest_revision.content if page.latest_revision else {}
            if self.pattern.search(f"{page.specific.serializable_data()} {draft}"):
                found.add(f"{page.pk} {page.title}")
        return sorted(found)

"""An invitation by email to speak for a State: works once, for seven days."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import MemberState

VALID = timedelta(days=7)
RESENT_WITHIN = timedelta(days=30)


def hash_token(token) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def default_expiry() -> datetime:
    return timezone.now() + VALID


class InvitationQuerySet(models.QuerySet):
    def usable(self, token) -> Any:
        """The open invitation to which a token belongs, if any."""
        found = self.filter(token_hash=hash_token(token), used_at__isnull=True)
        return found.filter(expires_at__gt=timezone.now()).first()


class Invitation(models.Model):
    email = models.EmailField(_("email"))
    state = models.ForeignKey(
        MemberState, models.CASCADE, related_name="+", verbose_name=_("Member State")
    )
    office = models.CharField(
        _("office"),
        max_length=255,
        blank=True,
        help_text=_("The ministry or agency in which the person works."),
    )
    # A code of the interface, for the letter and for another one.
    language = models.CharField(_("language of the letter"), max_length=10, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"), default=default_expiry)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    # Whoever reads the database cannot use the invitation: only the mail holds the token.
    token_hash = models.CharField(max_length=64, unique=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.email} – {self.state}"

    def use(self) -> bool:
        """Whether this call is the one that uses it up."""
        open_one = Invitation.objects.filter(pk=self.pk, used_at__isnull=True)
        return bool(open_one.update(used_at=timezone.now()))

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.expires_at > timezone.now()

    @property
    def may_be_resent(self) -> bool:
        """By one officer: what two have decided, and nothing has ended since.

        Used, withdrawn or replaced is over: whoever was dismissed, or should not be invited after
        all, comes back by two officers only. So does what nobody took up for long.
        """
        of_person = Invitation.objects.filter(email=self.email, state=self.state)
        is_newest = not of_person.filter(pk__gt=self.pk).exists()
        was_cut_short = self.expires_at < self.created_at + VALID - timedelta(minutes=1)
        is_fresh = self.created_at > timezone.now() - RESENT_WITHIN
        return self.used_at is None and is_newest and not was_cut_short and is_fresh

    def withdraw(self) -> None:
        """The link in the mail stops working at once."""
        self.expires_at = timezone.now()
        self.save(update_fields=["expires_at"])

    @classmethod
    def issue(cls, email, state, invited_by, office="", language="") -> tuple:
        """(invitation, token); earlier open ones for the same person and State stop working."""
        email = email.strip().lower()
        cls.objects.filter(email=email, state=state, used_at__isnull=True).update(
            expires_at=timezone.now()
        )
        token = secrets.token_urlsafe(32)
        values = {"email": email, "state": state, "invited_by": invited_by, "office": office}
        key = hash_token(token)
        return cls.objects.create(token_hash=key, language=language, **values), token

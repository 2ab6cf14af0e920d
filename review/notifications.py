"""Mails about comments on a text under review."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment

from practices.models import ContributionPage

from . import notices

QUIET = timedelta(hours=1)  # an officer who comments on ten passages sends one mail


def commented(page: ContributionPage, officer: User) -> None:
    recent = Comment.objects.filter(
        page=page, user=officer, created_at__gt=timezone.now() - QUIET
    ).count()
    if recent == 1:
        notices.to_state(
            page,
            _("Comments on: %(title)s"),
            _(
                "The Secretariat has commented on “%(title)s”. You can read the comments and "
                "answer them beside each part of the text."
            ),
        )

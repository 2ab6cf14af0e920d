"""Comparison of email addresses: whether two of them belong to one mailbox, or one person."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from accounts.roles import officers_and_superusers
from practices.models import FocalPoint

SAME_DOMAIN = {"googlemail.com": "gmail.com"}


def mailbox(email: str) -> str:
    """Without case, dots, and what follows a plus sign: j.doe+ke@ is the mailbox of jdoe@.

    Large providers read addresses so. Where they do not, the worst is that somebody is asked for
    another address.
    """
    name, at, domain = email.strip().casefold().rpartition("@")
    name = name.partition("+")[0].replace(".", "")
    return f"{name}{at}{SAME_DOMAIN.get(domain, domain)}" if at else domain


def officer_with(email: str) -> AbstractBaseUser | None:
    """The officer or superuser who reads the mailbox of this address."""
    return _with(email, officers_and_superusers().filter(is_active=True).distinct())


def focal_point_with(email: str) -> AbstractBaseUser | None:
    """The focal point who reads the mailbox of this address."""
    users = get_user_model().objects.filter(pk__in=FocalPoint.objects.values("user_id"))
    return _with(email, users)


def _with(email, users) -> AbstractBaseUser | None:
    wanted = mailbox(email)
    if not wanted:
        return None
    same = (user for user in users if wanted in {mailbox(user.email), mailbox(user.username)})
    return next(same, None)

"""Officers of the Secretariat: their group, and who acts or only looks."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.menu import MenuItem

SECRETARIAT = "Secretariat"
SAFE = {"GET", "HEAD", "OPTIONS"}


def secretariat_group() -> Group:
    return Group.objects.get_or_create(name=SECRETARIAT)[0]


def is_secretariat(user: AbstractBaseUser | AnonymousUser) -> bool:
    """An officer of the Secretariat. A superuser is none: they look, and decide nothing."""
    return user.is_active and user.groups.filter(name=SECRETARIAT).exists()


def may_look(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Who sees the pages of the Secretariat; see is_secretariat() for who acts there."""
    return user.is_active and (user.is_superuser or is_secretariat(user))


def officers() -> QuerySet[User]:
    return get_user_model().objects.filter(is_active=True, groups__name=SECRETARIAT)


def officers_emails() -> list[str]:
    return sorted({officer.email for officer in officers() if officer.email})


def officers_and_superusers() -> QuerySet:
    return get_user_model().objects.filter(Q(groups__name=SECRETARIAT) | Q(is_superuser=True))


def looks_on(request: HttpRequest) -> bool:
    """may_look() for who sends the request, found out once: each item of the menu asks."""
    known = vars(request)
    if "_looks_on" not in known:
        known["_looks_on"] = may_look(request.user)
    return bool(known["_looks_on"])


class OfficersRequest(HttpRequest):
    """What a view behind officers_only is given."""

    user: User


def officers_only(view: Callable) -> Callable:
    """Superusers may read these pages, and do nothing there."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs) -> HttpResponse:
        allowed = looks_on(request) if request.method in SAFE else is_secretariat(request.user)
        if not allowed:
            raise PermissionDenied
        return view(request, **kwargs)

    return guarded


class OfficersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return looks_on(request)

"""Life of a session: idle time, longest time, and its end by hand."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from common.http import client_ip

from .models import SignIn

KEY = "sign_in"
SHORTEST_STEP = timedelta(minutes=1)  # a row is not written at every click


def begin(request, user) -> None:
    """Called at every sign-in; the session may already hold one of the same person."""
    SignIn.objects.filter(key=request.session.get(KEY, "")).delete()
    request.session[KEY] = secrets.token_urlsafe(32)
    SignIn.objects.create(
        user=user,
        key=request.session[KEY],
        address=client_ip(request),
        browser=request.META.get("HTTP_USER_AGENT", "")[:200],
    )


def current(request) -> SignIn | None:
    """The row of this session, or None for one that was ended or has run out."""
    key = request.session.get(KEY, "")
    row = SignIn.objects.filter(key=key, user_id=request.user.pk).first()
    return None if row is None or has_run_out(row) else row


def has_run_out(row) -> bool:
    now = timezone.now()
    idle = now - row.seen_at >= timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return idle or now - row.since >= timedelta(seconds=settings.SESSION_COOKIE_AGE)


def note(row) -> None:
    if timezone.now() - row.seen_at >= SHORTEST_STEP:
        SignIn.objects.filter(pk=row.pk).update(seen_at=timezone.now())


def end(request) -> None:
    SignIn.objects.filter(key=request.session.get(KEY, "")).delete()


def end_all(users, but=None) -> None:
    """End every session of these people, except the one whose key is given."""
    SignIn.objects.filter(user__in=users).exclude(key=but or "").delete()

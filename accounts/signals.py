"""Signal receivers: sessions end with a change of role, standing or password."""

import logging

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, pre_save
from django.dispatch import receiver

from audit import trail
from common.http import client_ip

from . import sessions, superusers

User = get_user_model()
security = logging.getLogger("portal.security")
STANDING = ("password", "is_active", "is_superuser", "is_staff")
CHANGES = {"post_add", "post_remove", "pre_clear"}


@receiver(user_logged_in)
def begin_session(request, user, **kwargs) -> None:
    sessions.begin(request, user)
    request.signed_in_now = user
    if user.is_superuser:
        trail.record(superusers.SIGNED_IN, None, user, after={"address": client_ip(request)})
    security.info("signed in", extra=_facts(request, user))


@receiver(user_logged_out)
def end_session(request, user, **kwargs) -> None:
    sessions.end(request)
    request.signed_out_now = True
    security.info("signed out", extra=_facts(request, user))


@receiver(user_login_failed)
def log_failure(request=None, **kwargs) -> None:
    """Without the name that was typed: people type their password there."""
    security.warning("sign-in failed", extra=_facts(request, None))


def _facts(request, user) -> dict:
    address = client_ip(request) if request else None
    return {"user_id": getattr(user, "pk", None), "address": address}


@receiver(pre_save, sender=User)
def end_after_change(instance, **kwargs) -> None:
    before = User.objects.filter(pk=instance.pk).values(*STANDING).first()
    if before and any(before[name] != getattr(instance, name) for name in STANDING):
        sessions.end_all([instance.pk])


@receiver(m2m_changed, sender=User.groups.through)
def end_after_change_of_role(instance, action, reverse, pk_set, **kwargs) -> None:
    if action not in CHANGES or pk_set == set():
        return
    if not reverse:
        sessions.end_all([instance.pk])
    else:
        sessions.end_all(pk_set if pk_set else instance.user_set.values("pk"))

"""Trail of officers' and superusers' accounts, whichever way they are changed.

What two officers decide is in the trail as their proposal. This catches the rest as well: a command
on the server, the code, a person's own new password.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from audit import trail
from common.lists import listed
from mail import outbox

from . import roles

User = get_user_model()
WATCHED = ("username", "email", "password", "is_active", "is_superuser")
SECRET = {"password"}


@receiver(pre_save, sender=User)
def note_changes(instance, raw=False, **kwargs) -> None:
    before = None if raw else User.objects.filter(pk=instance.pk).values(*WATCHED).first()
    instance.changed_now = [
        name for name in WATCHED if before and before[name] != getattr(instance, name)
    ]
    instance.was_superuser = bool(before and before["is_superuser"])


@receiver(post_save, sender=User)
def record_changes(instance, created, raw=False, **kwargs) -> None:
    if raw:
        return
    if created and instance.is_superuser:
        _record("superuser made", instance, {})
    elif instance.changed_now and _is_powerful(instance):
        after = {name: getattr(instance, name) for name in set(instance.changed_now) - SECRET}
        _record("account changed", instance, {"changed": instance.changed_now} | after)


@receiver(pre_delete, sender=User)
def record_deletion(instance, **kwargs) -> None:
    if _is_powerful(instance):
        _record("account deleted", instance, {})


@receiver(m2m_changed, sender=User.groups.through)
def record_groups(instance, action, reverse, pk_set, **kwargs) -> None:
    """Who becomes an officer, and who is none any more."""
    officers = Group.objects.filter(name=roles.SECRETARIAT).first()
    if officers is None or action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if reverse:
        users = User.objects.filter(pk__in=pk_set) if pk_set else instance.user_set.all()
        concerned = list(users) if instance.pk == officers.pk else []
    else:
        groups = pk_set if pk_set is not None else set(instance.groups.values_list("pk", flat=True))
        concerned = [instance] if officers.pk in groups else []
    for user in concerned:
        _record("officer appointed" if action == "post_add" else "officer dismissed", user, {})


def _is_powerful(user) -> bool:
    was_superuser = getattr(user, "was_superuser", False)
    return was_superuser or user.is_superuser or _is_officer(user)


def _is_officer(user) -> bool:
    return user.groups.filter(name=roles.SECRETARIAT).exists()


def _record(action, user, facts) -> None:
    person = trail.name_of(user)
    trail.record(action, None, None, after={"person": person} | facts)
    if getattr(user, "is_change_told", False):
        return  # two officers decided it, and their proposal is told
    changed = listed(facts.get("changed", ()))
    told = f"{action}: {person}" + (f" ({changed})" if changed else "")
    closing = _("If you did not expect this, please ask the other officers at once.")
    for email in roles.officers_emails():
        outbox.put(email, _("Account: %s") % told, f"{told}\n\n{closing}\n")

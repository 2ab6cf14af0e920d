"""New officers, groups and standing of accounts, as proposals of two officers."""

import secrets
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles
from accounts.languages import language_of
from approvals import mailboxes
from approvals.kinds import Change, Kind, ProposalError, register
from audit import trail
from common.http import absolute_url
from common.lists import listed
from mail import outbox
from practices import permissions
from submission.models import Invitation

User = get_user_model()


def groups() -> list[str]:
    """Names of the groups that may be given."""
    return list(Group.objects.order_by("name").values_list("name", flat=True))


def standing_of(user) -> dict:
    names = user.groups.order_by("name").values_list("name", flat=True)
    return {"active": user.is_active, "groups": list(names)}


def refuse_both_roles(email: str, username: str = "") -> None:
    """Whoever decides for the Secretariat has no part in what a State decides."""
    for address in filter(None, (email, username)):
        if mailboxes.focal_point_with(address):
            raise ProposalError(
                _("%s belongs to a focal point, who cannot be an officer as well.") % address
            )
        unused = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=timezone.now())
        if mailboxes.mailbox(address) in {mailboxes.mailbox(row.email) for row in unused}:
            raise ProposalError(
                _("%s is invited as a focal point, who cannot be an officer as well.") % address
            )


@register
class NewOfficer(Kind):
    """payload: {"email", "first_name", "last_name"}"""

    key = "new officer"
    label = gettext_lazy("Account for a new officer")

    def check(self, payload) -> None:
        email = payload["email"]
        if User.objects.filter(Q(email__iexact=email) | Q(username__iexact=email)).exists():
            raise ProposalError(
                _("There is an account with this address. Change that account instead.")
            )
        refuse_both_roles(email)

    def summary(self, payload) -> str:
        return _("Make %(first_name)s %(last_name)s (%(email)s) an officer") % payload

    def consequences(self, payload) -> Iterator:
        yield _("An account is made, and the person is informed by email how to set a password.")
        yield _("The person can review, propose and decide like every officer.")
        yield _("All officers are informed by email.")

    def changes(self, payload) -> Iterator:
        yield Change(_("Email address"), "", payload["email"])
        yield Change(_("Name"), "", f"{payload['first_name']} {payload['last_name']}")
        yield Change(_("Groups"), "", permissions.SECRETARIAT)

    def email(self, payload) -> str:
        return payload["email"]

    def apply(self, proposal, officer) -> None:
        make_officer(is_change_told=True, **proposal.payload)


def make_officer(email: str, is_change_told: bool = False, **names) -> AbstractBaseUser:
    """A new account of an officer; the person sets the password by mail."""
    # A password nobody knows: the mail to set a new one is sent to accounts that have one.
    password = secrets.token_urlsafe(48)
    user = User.objects.create_user(username=email, email=email, password=password, **names)
    user.is_change_told = is_change_told
    user.groups.add(roles.secretariat_group())
    _welcome(user)
    return user


def _welcome(user) -> None:
    text = _(
        "An account of an officer of the Secretariat has been made for you on the Good Practice "
        "Portal. To set your password, enter your email address here:\n\n%s\n\n"
        "You receive a link that is valid for two hours. If you did not expect this message, "
        "please tell the Secretariat."
    )
    link = absolute_url(reverse("wagtailadmin_password_reset"))
    outbox.put(user.email, _("Your account on the Good Practice Portal"), f"{text % link}\n")


@register
class ChangeAccount(Kind):
    """payload: {"user", "before": {"active", "groups"}, "after": {"active", "groups"}}"""

    key = "account"
    label = gettext_lazy("Groups and standing of an account")

    def check(self, payload) -> None:
        user = _user(payload)
        if user is None or standing_of(user) != payload["before"]:
            raise ProposalError(_("The account has changed since. Propose it again."))
        if payload["before"] == payload["after"]:
            raise ProposalError(_("Nothing would change."))
        if Group.objects.filter(name__in=payload["after"]["groups"]).count() != len(
            payload["after"]["groups"]
        ):
            raise ProposalError(_("A group no longer exists. Propose it again."))
        becomes_officer = permissions.SECRETARIAT in payload["after"]["groups"]
        if becomes_officer and payload["after"]["active"]:
            if user.focal_points.exists():
                raise ProposalError(_("A focal point cannot be an officer as well."))
            refuse_both_roles(user.email, user.username)

    def summary(self, payload) -> str:
        before, after = payload["before"], payload["after"]
        parts = []
        if before["active"] != after["active"]:
            parts.append(_("reactivate") if after["active"] else _("deactivate"))
        parts += [_("give “%s”") % name for name in after["groups"] if name not in before["groups"]]
        parts += [_("take “%s”") % name for name in before["groups"] if name not in after["groups"]]
        person = trail.name_of(_user(payload))
        return _("Account of %(person)s: %(changes)s") % {
            "person": person,
            "changes": listed(parts),
        }

    def consequences(self, payload) -> Iterator:
        before, after = payload["before"], payload["after"]
        if before["active"] and not after["active"]:
            yield _("The person is signed out on every device and can no longer sign in.")
        if after["active"] and not before["active"]:
            yield _("The person can sign in again, with the password of before.")
        if permissions.SECRETARIAT in set(after["groups"]) - set(before["groups"]):
            yield _("The person can review, propose and decide like every officer.")
        if permissions.SECRETARIAT in set(before["groups"]) - set(after["groups"]):
            yield _("The person is no longer an officer, and is signed out on every device.")
        yield _("The person and all officers are informed by email.")

    def changes(self, payload) -> Iterator:
        before, after = payload["before"], payload["after"]
        words = {True: _("Active"), False: _("Deactivated")}
        yield Change(_("Account"), words[before["active"]], words[after["active"]])
        yield Change(_("Groups"), listed(before["groups"]), listed(after["groups"]))

    def email(self, payload) -> str:
        return _user(payload).email

    def person_id(self, payload) -> int:
        return payload["user"]

    def apply(self, proposal, officer) -> None:
        user, after = _user(proposal.payload), proposal.payload["after"]
        user.is_change_told = True
        user.is_active = after["active"]
        user.save()
        user.groups.set(Group.objects.filter(name__in=after["groups"]))
        if user.email:
            with translation.override(language_of(user)):
                text = _("Two officers of the Secretariat have changed your account:\n\n%s")
                subject = _("Your account on the Good Practice Portal")
                outbox.put(user.email, subject, f"{text % proposal.summary}\n")


def _user(payload) -> AbstractBaseUser | None:
    return User.objects.filter(pk=payload["user"]).first()

"""Acceptance of an invitation: the person sets a password and becomes a focal point."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, password_validation
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.languages import keep_language
from approvals import mails
from audit import trail
from common.lazy_text import lazily
from practices.models import FocalPoint

from .inviting import refuse_officers
from .models import Invitation


class PasswordForm(forms.Form):
    first_name = forms.CharField(max_length=150, label=gettext_lazy("First name"))
    last_name = forms.CharField(max_length=150, label=gettext_lazy("Last name"))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least eight characters; a sentence is easy to remember."),
    )

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


@never_cache
def accept(request, token) -> HttpResponse:
    """Set a password, or, with an account already, sign in and accept."""
    invitation = Invitation.objects.usable(token)
    if invitation is None:
        return render(request, "submission/invitation_gone.html", status=410)
    refuse_officers(invitation.email)
    known = get_user_model().objects.filter(email__iexact=invitation.email).first()
    if known is not None:
        return _accept_known(request, invitation, known)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _welcome(request, invitation, lambda: _new_user(invitation, form.cleaned_data))
    return render(request, "submission/invitation.html", {"form": form, "invitation": invitation})


def _accept_known(request, invitation, known) -> HttpResponse:
    """The key proves the mailbox, not the person: whoever has an account signs in first."""
    if request.user != known:
        return redirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
    if request.method == "POST":
        return _welcome(request, invitation, lambda: known)
    return render(request, "submission/invitation.html", {"invitation": invitation})


def _new_user(invitation, data) -> AbstractBaseUser:
    return get_user_model().objects.create_user(
        username=invitation.email,
        email=invitation.email,
        password=data["password"],
        first_name=data["first_name"],
        last_name=data["last_name"],
    )


@transaction.atomic
def _welcome(request, invitation, person) -> HttpResponse:
    """Whoever comes second with the same key finds it used, and makes no account."""
    if not invitation.use():
        return render(request, "submission/invitation_gone.html", status=410)
    user = person()
    FocalPoint.objects.update_or_create(
        user=user, state=invitation.state, defaults={"office": invitation.office}
    )
    keep_language(user, get_language() or "")  # in which the invitation was read
    trail.record("focal point admitted", None, user, after={"state": invitation.state.code})
    _tell_others(user, invitation.state)
    # Another role ends every session of the person: this one begins again.
    login(request, user, backend="accounts.backends.PasswordBackend")
    messages.success(request, _("Welcome. You can begin right away."))
    return redirect("submissions")


def _tell_others(person, state) -> None:
    values = {"person": trail.name_of(person), "state": lazily(lambda: state.name)}
    text = gettext_lazy(
        "%(person)s has accepted the invitation of the Secretariat and is now a focal point of "
        "%(state)s: the person can write, clear, submit and withdraw its texts."
    )
    subject = lazily(lambda: _("New focal point of %(state)s: %(person)s") % values)
    mails.tell(state, subject, lazily(lambda: text % values), but=person)

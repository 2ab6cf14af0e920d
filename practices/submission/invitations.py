"""How a person becomes a focal point: an officer invites by e-mail, the person sets a password."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, password_validation
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from practices import audit, outbox, permissions
from practices.models import FocalPoint, Invitation, MemberState
from practices.notices import absolute


class InvitationForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    state = forms.ModelChoiceField(MemberState.objects.all(), label=gettext_lazy("Member State"))


class PasswordForm(forms.Form):
    first_name = forms.CharField(max_length=150, label=gettext_lazy("First name"))
    last_name = forms.CharField(max_length=150, label=gettext_lazy("Last name"))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least eight characters; a sentence is easy to remember."),
    )

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


@transaction.atomic
def invite(email, state, officer):
    """Write the invitation and its mail; the key is in the mail only."""
    invitation, token = Invitation.issue(email, state, officer)
    subject = _("Invitation to the Good Practice Portal")
    outbox.put(invitation.email, subject, _letter(invitation, token), confidential=True)
    after = {"email": invitation.email, "state": state.code}
    audit.record("focal point invited", None, officer, after=after)
    return invitation


def _letter(invitation, token):
    text = _(
        "You are invited to share practices and strategies of %(state)s on the Good Practice "
        "Portal of the Commission on Narcotic Drugs.\n\n%(link)s\n\nThe link works once, "
        "until %(until)s. If you did not expect this message, do nothing."
    )
    return text % {
        "state": invitation.state.name,
        "link": absolute(reverse("invitation", args=[token])),
        "until": date_format(invitation.expires_at, "j F Y"),
    }


def invite_view(request):
    """In the admin, for officers: who is invited, and who serves now."""
    if not permissions.is_secretariat(request.user):
        raise PermissionDenied
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invite(form.cleaned_data["email"], form.cleaned_data["state"], request.user)
        messages.success(request, _("The invitation is on its way."))
        return redirect("invite_focal_point")
    serving = FocalPoint.objects.select_related("user", "state")
    open_ones = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=timezone.now())
    context = {"form": form, "serving": serving, "invitations": open_ones.select_related("state")}
    return render(request, "practices/admin/focal_points.html", context)


@never_cache
def accept(request, token):
    """Set a password, or, with an account already, sign in and accept."""
    invitation = Invitation.objects.usable(token)
    if invitation is None:
        return render(request, "submission/invitation_gone.html", status=410)
    known = get_user_model().objects.filter(email__iexact=invitation.email).first()
    if known is not None:
        return _accept_known(request, invitation, known)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _welcome(request, invitation, lambda: _new_user(invitation, form.cleaned_data))
    return render(request, "submission/invitation.html", {"form": form, "invitation": invitation})


def _accept_known(request, invitation, known):
    """The key proves the mailbox, not the person: whoever has an account signs in first."""
    if request.user != known:
        return redirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
    if request.method == "POST":
        return _welcome(request, invitation, lambda: known)
    return render(request, "submission/invitation.html", {"invitation": invitation})


def _new_user(invitation, data):
    return get_user_model().objects.create_user(
        username=invitation.email,
        email=invitation.email,
        password=data["password"],
        first_name=data["first_name"],
        last_name=data["last_name"],
    )


@transaction.atomic
def _welcome(request, invitation, person):
    """Whoever comes second with the same key finds it used, and makes no account."""
    if not invitation.use():
        return render(request, "submission/invitation_gone.html", status=410)
    user = person()
    FocalPoint.objects.get_or_create(user=user, state=invitation.state)
    audit.record("focal point admitted", None, user, after={"state": invitation.state.code})
    # Another role ends every session of the person: this one begins anew.
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    messages.success(request, _("Welcome. You can begin right away."))
    return redirect("submissions")

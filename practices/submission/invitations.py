"""How a person becomes a focal point: an officer invites by e-mail, the person sets a password."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, password_validation
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from practices import audit, mailboxes, outbox, permissions
from practices.approvals import mails
from practices.approvals.focal_points import InviteFocalPoint
from practices.approvals.views import propose_and_show
from practices.models import FocalPoint, Invitation, MemberState
from practices.notices import absolute
from practices.secretariat.access import officers_only


class InvitationForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    state = forms.ModelChoiceField(MemberState.objects.all(), label=gettext_lazy("Member State"))
    office = forms.CharField(
        max_length=255,
        label=gettext_lazy("Office"),
        help_text=gettext_lazy(
            "The ministry or agency in which the person works, as in the letter that named the "
            "person."
        ),
    )

    def payload(self) -> dict:
        """What the proposal keeps until another officer applies it."""
        data = self.cleaned_data
        email = data["email"].strip().lower()
        return {"email": email, "state": data["state"].code, "office": data["office"]}


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
def invite(email, state, officer, office=""):
    """Write the invitation and its mail; the key is in the mail only."""
    invitation, token = Invitation.issue(email, state, officer, office)
    subject = _("Invitation to the Good Practice Portal")
    outbox.put(invitation.email, subject, _letter(invitation, token), confidential=True)
    after = {"email": invitation.email, "state": state.code, "office": office}
    audit.record("focal point invited", None, officer, after=after)
    return invitation


def _letter(invitation, token):
    text = _(
        "The Secretariat of the Commission on Narcotic Drugs invites you to share practices and "
        "strategies of %(state)s on the Good Practice Portal.\n\nState: %(state)s\n"
        "Office: %(office)s\nInvited by: %(officer)s, Secretariat\n\n%(link)s\n\n"
        "The link works once, until %(until)s. If you did not expect this message, do nothing."
    )
    return text % {
        "office": invitation.office or "–",
        "officer": audit.name_of(invitation.invited_by),
        "state": invitation.state.name,
        "link": absolute(reverse("invitation", args=[token])),
        "until": date_format(invitation.expires_at, "j F Y"),
    }


@officers_only
def invite_view(request):
    """In the admin, for officers: who serves, who is invited, and proposing to invite somebody."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        back = reverse("invite_focal_point")
        return propose_and_show(request, InviteFocalPoint.key, form.payload(), back)
    serving = FocalPoint.objects.select_related("user", "state")
    context = {"form": form, "serving": serving, "invitations": _unused()}
    return render(request, "practices/admin/focal_points.html", context)


def _unused():
    """The newest invitation of each person and State that was not used, those that ended too."""
    newest = {}
    for row in Invitation.objects.filter(used_at__isnull=True).select_related("state"):
        newest.setdefault((row.email, row.state_id), row)
    serving = set(FocalPoint.objects.values_list("user__email", "state_id"))
    return [row for key, row in newest.items() if key not in serving]


@require_POST
def resend(request, invitation_id):
    """In the admin, for officers: a new link, valid for seven days; the earlier one ends."""
    if not permissions.is_secretariat(request.user):
        raise PermissionDenied
    row = get_object_or_404(Invitation, pk=invitation_id, used_at__isnull=True)
    _refuse_officers(row.email)
    invite(row.email, row.state, request.user, row.office)
    messages.success(request, _("A new invitation is on its way to %s.") % row.email)
    return redirect("invite_focal_point")


@require_POST
def withdraw(request, invitation_id):
    """In the admin, for officers: the link in the mail stops working at once."""
    if not permissions.is_secretariat(request.user):
        raise PermissionDenied
    row = get_object_or_404(Invitation, pk=invitation_id, used_at__isnull=True)
    if row.is_open:
        row.withdraw()
        after = {"email": row.email, "state": row.state.code}
        audit.record("invitation withdrawn", None, request.user, after=after)
    messages.success(request, _("The invitation of %s no longer works.") % row.email)
    return redirect("invite_focal_point")


@never_cache
def accept(request, token):
    """Set a password, or, with an account already, sign in and accept."""
    invitation = Invitation.objects.usable(token)
    if invitation is None:
        return render(request, "submission/invitation_gone.html", status=410)
    _refuse_officers(invitation.email)
    known = get_user_model().objects.filter(email__iexact=invitation.email).first()
    if known is not None:
        return _accept_known(request, invitation, known)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _welcome(request, invitation, lambda: _new_user(invitation, form.cleaned_data))
    return render(request, "submission/invitation.html", {"form": form, "invitation": invitation})


def _refuse_officers(email):
    if mailboxes.officer_with(email):
        raise PermissionDenied(
            _("This address belongs to an officer of the Secretariat, who cannot be a focal point.")
        )


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
    FocalPoint.objects.update_or_create(
        user=user, state=invitation.state, defaults={"office": invitation.office}
    )
    audit.record("focal point admitted", None, user, after={"state": invitation.state.code})
    _tell_others(user, invitation.state)
    # Another role ends every session of the person: this one begins anew.
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    messages.success(request, _("Welcome. You can begin right away."))
    return redirect("submissions")


def _tell_others(person, state):
    values = {"person": audit.name_of(person), "state": state.name}
    subject = _("New focal point of %(state)s: %(person)s") % values
    text = _(
        "%(person)s has accepted the invitation of the Secretariat and is now a focal point of "
        "%(state)s: the person can write, clear, submit and withdraw its texts."
    )
    mails.tell(state, subject, text % values, but=person)

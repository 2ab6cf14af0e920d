"""Officers' page of focal points: who serves, who is invited, and proposing an invitation."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.roles import officers_only
from approvals.views import propose_and_show
from audit import trail
from practices import permissions
from practices.models import FocalPoint
from submission.inviting import fitting_language, invite, refuse_officers
from submission.models import Invitation
from submission.proposals import InviteFocalPoint
from taxonomy.models import MemberState


class InvitationForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("Email address"))
    state = forms.ModelChoiceField(MemberState.objects.all(), label=gettext_lazy("Member State"))
    office = forms.CharField(
        max_length=255,
        label=gettext_lazy("Office"),
        help_text=gettext_lazy(
            "The ministry or agency in which the person works, as in the letter that named the "
            "person."
        ),
    )

    language = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Language of the letter"),
        help_text=gettext_lazy("The next page shows the letter before anything is sent."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        fitting = _("As people of the State read and write here; yours where nobody does yet")
        names = [
            (code, get_language_info(code)["name_translated"]) for code, _n in settings.LANGUAGES
        ]
        self.fields["language"].choices = [("", fitting), *names]

    def payload(self) -> dict:
        """What the proposal keeps until another officer applies it."""
        data = self.cleaned_data
        language = data["language"] or fitting_language(data["state"], get_language())
        return {
            "email": data["email"].strip().lower(),
            "state": data["state"].code,
            "office": data["office"],
            "language": language,
        }


@officers_only
def invite_view(request) -> HttpResponse:
    """In the admin, for officers: who serves, who is invited, and proposing to invite somebody."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        back = reverse("invite_focal_point")
        return propose_and_show(request, InviteFocalPoint.key, form.payload(), back)
    serving = FocalPoint.objects.select_related("user", "state")
    context = {"form": form, "serving": serving, "invitations": _unused()}
    return render(request, "secretariat/focal_points.html", context)


def _unused() -> list:
    """The newest invitation of each person and State that was not used, those that ended too."""
    newest = {}
    for row in Invitation.objects.filter(used_at__isnull=True).select_related("state"):
        newest.setdefault((row.email, row.state_id), row)
    serving = set(FocalPoint.objects.values_list("user__email", "state_id"))
    return [row for key, row in newest.items() if key not in serving]


@require_POST
def resend(request, invitation_id) -> HttpResponse:
    """In the admin, for officers: a new link, valid for seven days; the earlier one ends."""
    if not permissions.is_secretariat(request.user):
        raise PermissionDenied
    row = get_object_or_404(Invitation, pk=invitation_id, used_at__isnull=True)
    refuse_officers(row.email)
    if not row.may_be_resent:
        messages.error(request, _("This invitation has ended. Propose to invite the person again."))
        return redirect("invite_focal_point")
    invite(row.email, row.state, request.user, row.office, row.language)
    messages.success(request, _("A new invitation is on its way to %s.") % row.email)
    return redirect("invite_focal_point")


@require_POST
def withdraw(request, invitation_id) -> HttpResponse:
    """In the admin, for officers: the link in the mail stops working at once."""
    if not permissions.is_secretariat(request.user):
        raise PermissionDenied
    row = get_object_or_404(Invitation, pk=invitation_id, used_at__isnull=True)
    if row.is_open:
        row.withdraw()
        after = {"email": row.email, "state": row.state.code}
        trail.record("invitation withdrawn", None, request.user, after=after)
    messages.success(request, _("The invitation of %s no longer works.") % row.email)
    return redirect("invite_focal_point")

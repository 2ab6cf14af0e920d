"""Changes of accounts that officers propose, and help for people who cannot sign in."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import second_factor, sessions
from accounts.roles import officers_only
from approvals import mails
from approvals.views import propose_and_show
from audit import trail
from common import asking
from common.lazy_text import lazily

from .account_proposals import ChangeAccount, NewOfficer, standing_of
from .people_forms import AccountForm, NewOfficerForm


@officers_only
def propose_officer(request) -> HttpResponse:
    form = NewOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return propose_and_show(request, NewOfficer.key, form.cleaned_data, request.path)
    heading = _("Propose a new officer")
    context = {"form": form, "heading": heading}
    return render(request, "secretariat/propose_account.html", context)


@officers_only
def propose_change(request, user_id) -> HttpResponse:
    """Of the groups and the standing of an account."""
    person = _person(user_id)
    before = standing_of(person)
    form = AccountForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        payload = {"user": person.pk, "before": before, "after": form.cleaned_data}
        return propose_and_show(request, ChangeAccount.key, payload, request.path)
    heading = _("Propose a change: %s") % trail.name_of(person)
    context = {"form": form, "heading": heading}
    return render(request, "secretariat/propose_account.html", context)


@officers_only
@transaction.atomic
def end_sessions(request, user_id) -> HttpResponse:
    person = _person(user_id)
    if not asking.is_confirmed(request):
        question = _("End all sessions of %s?") % trail.name_of(person)
        consequences = [
            _("The person is signed out on every device, at once."),
            _("What is typed and not yet saved there may be lost."),
            _("The person can sign in again, and is informed by email."),
        ]
        return asking.ask(request, question, consequences, _("End sessions"), reverse("people"))
    sessions.end_all([person.pk])
    second_factor.tell(
        person,
        "sessions ended",
        gettext_lazy("An officer of the Secretariat has signed you out on every device."),
        request.user,
    )
    messages.success(request, _("%s is signed out everywhere.") % trail.name_of(person))
    return redirect("people")


@officers_only
@transaction.atomic
def reset_second_factor(request, user_id) -> HttpResponse:
    """Takes a second person: nobody can reset the own one."""
    person = _person(user_id)
    if person == request.user:
        raise PermissionDenied(_("Another officer must do this for you."))
    if not asking.is_confirmed(request):
        question = _("Reset the second factor of %s?") % trail.name_of(person)
        consequences = [
            _("The app and the recovery codes of the person stop working, at once."),
            _("Until a new app is set up, the password alone opens the account."),
            _("The person is signed out on every device. The person and all officers are told."),
            _("The trail keeps your name: reset it only if you have checked who is asking."),
        ]
        action = _("Reset second factor")
        return asking.ask(request, question, consequences, action, reverse("people"))
    second_factor.reset(person, request.user)
    sessions.end_all([person.pk])
    _tell_officers(person, request.user)
    messages.success(
        request,
        _("%s sets up a new app at the next sign-in, and has been informed by email.")
        % trail.name_of(person),
    )
    return redirect("people")


def _tell_officers(person, officer) -> None:
    """One officer has made the way into somebody's account easier: the others hear of it."""
    values = {"person": trail.name_of(person), "officer": trail.name_of(officer)}
    mails.tell(
        None,
        lazily(lambda: _("Second factor reset: %(person)s") % values),
        lazily(
            lambda: (
                _(
                    "%(officer)s, officer of the Secretariat, has reset the second factor of "
                    "%(person)s."
                )
                % values
            )
        ),
        gettext_lazy("If you did not expect this, please ask at once."),
    )


def _person(user_id) -> AbstractBaseUser:
    return get_object_or_404(get_user_model(), pk=user_id)

"""Views of the account: second factor, recovery codes, open sessions."""

import time
from collections.abc import Callable
from functools import wraps

import django_otp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from . import second_factor, sessions
from .forms import CodeForm, SetUpForm

CODE_GIVEN, FRESH = "code_given_at", 600  # seconds


def with_both_factors(view) -> Callable:
    """For what changes the account: the code is asked for even where the portal does not insist."""

    @wraps(view)
    def guarded(request, **kwargs) -> HttpResponse:
        if not request.user.is_verified() and second_factor.has_app(request.user):
            return redirect(f"{reverse('second_factor')}?next={request.path}")
        if second_factor.is_missing(request.user):
            return redirect("set_up_second_factor")
        return view(request, **kwargs)

    return never_cache(login_required(guarded))


def with_a_fresh_code(view) -> Callable:
    """For what a borrowed screen must not do: change the app, or make new recovery codes."""

    @wraps(view)
    def guarded(request, **kwargs) -> HttpResponse:
        if second_factor.has_app(request.user) and not _is_fresh(request):
            return redirect(f"{reverse('second_factor')}?next={request.path}")
        return view(request, **kwargs)

    return never_cache(login_required(guarded))


def _is_fresh(request) -> bool:
    given = request.session.get(CODE_GIVEN, 0)
    return request.user.is_verified() and time.time() - given < FRESH


def posted(view) -> Callable:
    """For what a button does: who had to sign in or give a code on the way comes back by GET."""

    @wraps(view)
    def guarded(request, **kwargs) -> HttpResponse:
        if request.method != "POST":
            messages.info(request, _("Nothing was changed. Please press the button once more."))
            return redirect("account")
        return view(request, **kwargs)

    return guarded


def where_to(request) -> str:
    """The page somebody was on the way to, if it is ours."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wish, {request.get_host()}, request.is_secure()):
        return wish
    return reverse("account")


@never_cache
@login_required
@sensitive_post_parameters()
def code(request) -> HttpResponse:
    """The second step of signing in."""
    if _is_fresh(request):
        return redirect(where_to(request))
    if not second_factor.has_app(request.user):
        return redirect(f"{reverse('set_up_second_factor')}?{request.GET.urlencode()}")
    check = lambda text: second_factor.check(request.user, text)  # noqa: E731  one expression
    form = CodeForm(request.POST or None, check=check)
    if request.method == "POST" and form.is_valid():
        _let_in(request, form.found)
        return redirect(where_to(request))
    status = 429 if "code" in form.errors and not hasattr(form, "found") else 200
    context = {"form": form, "next": where_to(request)}
    return render(request, "accounts/code.html", context, status=status)


def _let_in(request, device) -> None:
    request.session.cycle_key()
    django_otp.login(request, device)
    request.session[CODE_GIVEN] = time.time()
    if isinstance(device, StaticDevice):
        left = second_factor.used_recovery_code(request.user)
        told = ngettext(
            "%(left)d recovery code is left.", "%(left)d recovery codes are left.", left
        )
        messages.warning(request, told % {"left": left})


@with_a_fresh_code
@sensitive_post_parameters()
def set_up(request) -> HttpResponse:
    """Ties an app to the account; who has one already shows a code of it first."""
    form = SetUpForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        device, codes = form.found
        _let_in(request, device)
        return _show_codes(request, codes)
    picture = second_factor.picture(request.user, form.key)
    context = {"form": form, "picture": picture, "key": second_factor.in_words(form.key)}
    return render(request, "accounts/set_up.html", context | {"next": where_to(request)})


def _show_codes(request, codes) -> HttpResponse:
    context = {"codes": codes, "next": where_to(request)}
    return render(request, "accounts/recovery_codes.html", context)


@with_a_fresh_code
@posted
def recovery_codes(request) -> HttpResponse:
    if not second_factor.has_app(request.user):
        return redirect("set_up_second_factor")
    return _show_codes(request, second_factor.new_recovery_codes(request.user))


@with_both_factors
def account(request) -> HttpResponse:
    """What protects the account, and every browser in which it is open."""
    rows = request.user.sign_ins.all()
    context = {
        "has_app": second_factor.has_app(request.user),
        "codes_left": StaticToken.objects.filter(device__user=request.user).count(),
        "sign_ins": [row for row in rows if not sessions.has_run_out(row)],
        "here": request.session.get(sessions.KEY),
    }
    return render(request, "accounts/account.html", context)


@with_both_factors
@posted
def end_session(request, sign_in_id) -> HttpResponse:
    get_object_or_404(request.user.sign_ins, pk=sign_in_id).delete()
    messages.success(request, _("That session has been ended."))
    return redirect("account")


@with_both_factors
@posted
def end_other_sessions(request) -> HttpResponse:
    sessions.end_all([request.user.pk], but=request.session.get(sessions.KEY))
    messages.success(request, _("You are now signed in only in this browser."))
    return redirect("account")

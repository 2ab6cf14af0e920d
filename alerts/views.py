"""Views of alerts by mail, which need no account: each link in a mail allows one action."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opendata.finding import query_of
from opendata.throttle import spend

from . import keys, subscribing
from .forms import AlertForm
from .mails import normalised
from .wording import describe

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@never_cache
def new(request) -> HttpResponse:
    """Ask for mails about the search in the address of this page."""
    query, notices = query_of(request.GET)
    params, form = normalised(query), AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if spend(request, "alert", settings.ALERTS_A_MINUTE).is_spent:
            form.add_error(
                None,
                _("Too many alerts were requested. Wait a minute, then try again."),
            )
        else:
            subscribing.ask(form.cleaned_data["email"], form.cleaned_data["frequency"], params)
            return redirect("alert_asked")
    context = {"form": form, "search": describe(params), "params": params, "notices": notices}
    return render(request, "alerts/new.html", context)


@require_safe
def asked(request) -> HttpResponse:
    return render(request, "alerts/asked.html")


@FORM
@never_cache
def confirm(request, token) -> HttpResponse:
    """A button, because programs that check mails follow every link in them."""
    alert = keys.find("confirm", token)
    if alert is None:
        return _gone(request)
    if request.method == "POST":
        subscribing.confirm(alert)
    context = {"alert": alert, "search": describe(alert.params), "mine": keys.mine_link(alert)}
    return render(request, "alerts/confirm.html", context)


@csrf_exempt  # mail programs send it for their reader; the link itself is the key (RFC 8058)
@FORM
@never_cache
def stop(request, token) -> HttpResponse:
    alert = keys.find("stop", token)
    if request.method == "POST":
        if alert is not None:
            alert.delete()
        return render(request, "alerts/stopped.html")
    if alert is None:
        return render(request, "alerts/stopped.html")
    return render(request, "alerts/stop.html", {"search": describe(alert.params)})


@require_safe
@never_cache
def mine(request, token) -> HttpResponse:
    """All mails this address has asked for."""
    alert = keys.find("mine", token)
    if alert is None:
        return _gone(request)
    rows = [(each, describe(each.params), keys.stop_link(each)) for each in subscribing.mine(alert)]
    return render(request, "alerts/mine.html", {"rows": rows, "token": token})


@require_POST
def erase(request, token) -> HttpResponse:
    alert = keys.find("mine", token)
    if alert is not None:
        subscribing.erase(alert.email)
    return render(request, "alerts/stopped.html", {"erased": True})


def _gone(request) -> HttpResponse:
    text = _("This link no longer works. It has expired, or the alert was stopped.")
    return render(request, "alerts/problem.html", {"text": text}, status=410)

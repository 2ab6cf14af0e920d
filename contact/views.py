"""Reports of a problem with a page: sent to the Secretariat by mail, and not kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from common.http import absolute_url
from mail import outbox
from opendata.throttle import spend
from practices import permissions

from .forms import ReportForm, path_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest) -> HttpResponse:
    """The form, about the page whose path is in `page`."""
    path = path_of(request.GET.get("page", "/"))
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if spend(request, "report", settings.REPORTS_A_MINUTE).is_spent:
            form.add_error(None, _("Too many reports were sent from your network. Wait a minute."))
        else:
            _send(path, **form.cleaned_data)
            return redirect(f"{reverse('problem_reported')}?{urlencode({'page': path})}")
    status = 429 if form.non_field_errors() else 200
    return render(request, "contact/report.html", {"form": form, "path": path}, status=status)


@require_safe
@never_cache
def reported(request: HttpRequest) -> HttpResponse:
    return render(request, "contact/reported.html", {"path": path_of(request.GET.get("page", "/"))})


def _send(path: str, text: str, email: str) -> None:
    """One message to each recipient; the mail program answers to the reader, if an address came."""
    headers = {"Reply-To": email} if email else {}
    body = _("A reader reports a problem with this page:\n%(page)s\n\n%(text)s\n\n%(answer)s\n") % {
        "page": absolute_url(path),
        "text": text,
        "answer": _("Answer to: %s") % email if email else _("No answer was asked for."),
    }
    for address in _recipients():
        subject = _("Problem reported: %s") % path
        outbox.put(address, subject, body, headers=headers, forgotten=True)


def _recipients() -> list[str]:
    """The Secretariat's own mailbox if there is one, otherwise every officer."""
    if settings.CONTACT_EMAIL:
        return [settings.CONTACT_EMAIL]
    return [officer.email for officer in permissions.officers() if officer.email]

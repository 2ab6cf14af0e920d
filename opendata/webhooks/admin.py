"""Webhooks in the admin: officers name partners there and read what was delivered."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from accounts.roles import looks_on
from audit import trail
from common import asking, encryption
from opendata.models import Delivery, Webhook
from practices import permissions

from . import guard, signing

PAGE_SIZE = 50


class WebhookForm(forms.ModelForm):
    url = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=1000,
        assume_scheme="https",
        help_text=gettext_lazy("https only; not an address inside a network."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "with_record"]

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        parts = urlsplit(url)
        guard.check_form(parts)
        try:
            guard.public_address(parts.hostname, parts.port or 443)
        except guard.ForbiddenAddressError as error:
            raise forms.ValidationError(_("This address cannot be reached from here.")) from error
        return url


def _officers_only(request) -> None:
    if not permissions.is_secretariat(request.user):
        raise PermissionDenied


def webhooks(request) -> HttpResponse:
    """Who is told, and a form for one more; the secret is shown once, when it is made."""
    _officers_only(request)
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = _("Give this secret to the partner; it is shown once: %s")
        messages.success(request, text % _add(form, request.user))
        return redirect("webhooks")
    deliveries = Paginator(Delivery.objects.select_related("webhook"), PAGE_SIZE)
    context = {
        "form": form,
        "webhooks": Webhook.objects.all(),
        "deliveries": deliveries.get_page(request.GET.get("p")),
    }
    return render(request, "opendata/admin/webhooks.html", context)


def _add(form, user) -> Any:
    secret = signing.new_secret()
    form.instance.secret = encryption.encrypt(secret)
    webhook = form.save()
    trail.record("webhook added", None, user, after={"partner": webhook.name, "url": webhook.url})
    return secret


@require_http_methods(["GET", "POST"])
def change(request, webhook_id, webhook_step) -> HttpResponse:
    """Pause a webhook, go on with it, or remove it with its log."""
    _officers_only(request)
    webhook = get_object_or_404(Webhook, pk=webhook_id)
    if webhook_step not in STEPS:
        raise Http404
    if not asking.is_confirmed(request):
        question, consequences, action = _asked(webhook)[webhook_step]
        return asking.ask(request, question, consequences, action, reverse("webhooks"))
    STEPS[webhook_step](webhook)
    trail.record(f"webhook {webhook_step}", None, request.user, before={"partner": webhook.name})
    return redirect("webhooks")


def _asked(webhook) -> dict:
    """{step: (question, consequences, button)}"""
    name = {"name": webhook.name}
    return {
        "paused": (
            _("Pause the webhook of %(name)s?") % name,
            [_("The partner receives no messages until you resume it.")],
            _("Pause"),
        ),
        "resumed": (
            _("Resume the webhook of %(name)s?") % name,
            [_("The partner is again informed of what is published, changed or withdrawn.")],
            _("Resume"),
        ),
        "removed": (
            _("Remove the webhook of %(name)s?") % name,
            [
                _("The partner receives no more messages, with immediate effect."),
                _("The secret and the list of deliveries are deleted for good."),
                _("To take it up again, you add the partner again and hand over a new secret."),
            ],
            _("Remove"),
        ),
    }


def _set(active) -> Any:
    return lambda webhook: Webhook.objects.filter(pk=webhook.pk).update(active=active)


STEPS = {
    "paused": _set(False),
    "resumed": _set(True),
    "removed": lambda webhook: Webhook.objects.filter(pk=webhook.pk).delete(),
}

URLS = [
    path("webhooks/", webhooks, name="webhooks"),
    path("webhooks/<int:webhook_id>/<slug:webhook_step>/", change, name="webhook_change"),
]


class OfficersItem(MenuItem):
    """Superusers, who look on everywhere else, do not see these addresses."""

    def is_shown(self, request) -> bool:
        user = request.user
        return looks_on(request) and not (
            user.is_superuser and not permissions.is_secretariat(user)
        )


def menu_item() -> "OfficersItem":
    return OfficersItem(gettext_lazy("Webhooks"), reverse("webhooks"), icon_name="globe", order=330)

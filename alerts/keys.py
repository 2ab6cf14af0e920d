"""Signed links in mails, each for one action without an account."""

from django.core import signing
from django.urls import reverse

from common.http import absolute_url

from .models import TIME_TO_CONFIRM, Alert


def link(action, value) -> str:
    token = signing.dumps(value, salt=f"alert {action}")
    return absolute_url(reverse(f"alert_{action}", args=[token]))


def confirm_link(alert) -> str:
    return link("confirm", alert.pk)


def stop_link(alert) -> str:
    return link("stop", alert.pk)


def mine_link(alert) -> str:
    return link("mine", alert.pk)


def find(action, token) -> Alert | None:
    """The alert this link is about; None for a link that is not ours, too old, or used up."""
    max_age = TIME_TO_CONFIRM if action == "confirm" else None
    try:
        pk = signing.loads(token, salt=f"alert {action}", max_age=max_age)
    except signing.BadSignature:
        return None
    return Alert.objects.filter(pk=pk).first()

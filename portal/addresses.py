"""The public address of the portal for templates."""

from django.conf import settings
from django.http import HttpRequest


def public_url(request: HttpRequest) -> dict[str, str]:
    """`{{ public_url }}/path/`: what a page calls itself, by whatever host it was asked for."""
    return {"public_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/")}

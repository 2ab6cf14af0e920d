"""Context processor: the portal's own URL, and the path of the page being shown."""

from django.conf import settings
from django.http import HttpRequest

from .logs import masked


def addresses(request: HttpRequest) -> dict[str, str]:
    """`{{ public_url }}/path/`: what a page calls itself, by whatever host it was asked for.

    `{{ shown_path }}` is without the keys of links in mails, because it is put into other links.
    """
    return {
        "public_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        "shown_path": masked(request.path, request),
    }

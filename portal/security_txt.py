"""/.well-known/security.txt (RFC 9116): whom to tell about a hole."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from common.http import absolute_url

VALID = timedelta(days=180)  # the standard asks for less than a year


@require_safe
def security_txt(request) -> HttpResponse:
    if not settings.SECURITY_CONTACT:
        raise Http404
    here = absolute_url(request.path)
    expires = (timezone.now() + VALID).replace(microsecond=0).isoformat()
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: en, fr, es",
        f"Canonical: {here}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

"""Where a request comes from, as far as that can be trusted."""

from ipaddress import ip_address

from django.conf import settings


def client_address(request):
    """The address before the trusted proxies; what a visitor writes into the header is skipped."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    hops.append(request.META.get("REMOTE_ADDR", ""))
    depth = settings.TRUSTED_PROXIES + 1
    return _valid(hops[-depth] if depth <= len(hops) else hops[-1])


def _valid(text):
    try:
        return str(ip_address(text))
    except ValueError:
        return None

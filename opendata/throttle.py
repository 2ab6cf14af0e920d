"""How many requests one address may still make in this minute; counted in Django's cache."""

import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Allowance:
    limit: int
    used: int
    seconds_left: int

    @property
    def is_spent(self):
        return self.used > self.limit

    @property
    def headers(self):
        headers = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(self.seconds_left),
        }
        return headers | ({"Retry-After": str(self.seconds_left)} if self.is_spent else {})


def spend(request, what, limit):
    """Count one request of this visitor; the Allowance after it."""
    now = int(time.time())
    # A hash: the cache keeps no visitor's address.
    who = hashlib.sha256(f"{settings.SECRET_KEY}{address_of(request)}".encode()).hexdigest()[:32]
    key = f"allowance-{what}-{now // WINDOW}-{who}"
    cache.add(key, 0, WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # it went out of the cache between the two calls
        used = 1
    return Allowance(limit, used, WINDOW - now % WINDOW)


def address_of(request):
    """The visitor's address; what a client writes of itself counts only behind our own proxies."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    proxies = settings.TRUSTED_PROXIES
    if proxies and len(forwarded) >= proxies and forwarded[-proxies].strip():
        return forwarded[-proxies].strip()
    return request.META.get("REMOTE_ADDR", "")

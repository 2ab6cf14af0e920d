"""How many requests one address may still make in this minute; counted in Django's cache."""

import hashlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from practices.visitors import client_address

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
    visitor = f"{settings.SECRET_KEY}{client_address(request)}"
    who = hashlib.sha256(visitor.encode()).hexdigest()[:32]
    key = f"allowance-{what}-{now // WINDOW}-{who}"
    cache.add(key, 0, WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # it went out of the cache between the two calls
        used = 1
    return Allowance(limit, used, WINDOW - now % WINDOW)

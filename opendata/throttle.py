"""Request limits per client address and minute, counted once for all workers."""

import hashlib
import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from redis.exceptions import RedisError

from common.http import client_ip

from .models import RequestCount

log = logging.getLogger(__name__)

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Allowance:
    limit: int
    used: int
    seconds_left: int

    @property
    def is_spent(self) -> bool:
        return self.used > self.limit

    @property
    def headers(self) -> dict:
        headers = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(self.seconds_left),
        }
        return headers | ({"Retry-After": str(self.seconds_left)} if self.is_spent else {})


def spend(request, what, limit) -> "Allowance":
    """Count one request of this visitor; the Allowance after it."""
    now = int(time.time())
    # A hash: no visitor's address is kept.
    visitor = f"{settings.SECRET_KEY}{client_ip(request)}"
    who = hashlib.sha256(visitor.encode()).hexdigest()[:32]
    used = _count_one_more(f"{what}-{now // WINDOW}-{who}")
    return Allowance(limit, used, WINDOW - now % WINDOW)


def _count_one_more(key: str) -> int:
    """Atomic, so that requests made at once are all counted."""
    if settings.CACHE_URL:  # Redis or Valkey: quicker, and one for several machines
        try:
            return _in_the_shared_cache(key)
        except RedisError as error:
            log.warning("the database counts requests: %s", error)
    return RequestCount.objects.count_one_more(key)


def _in_the_shared_cache(key: str) -> int:
    shared = caches["shared"]
    shared.add(key, 0, 2 * WINDOW)
    try:
        return shared.incr(key)
    except ValueError:  # it was evicted between the two calls
        return 1

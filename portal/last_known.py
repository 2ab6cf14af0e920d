"""Pages as they were last known, for visitors who come while the database is away.

A failover takes seconds, and nothing public changes in a database that nobody reaches.
"""

from datetime import timedelta

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from common.generations import Generation
from common.outages import DATABASE_AWAY
from practices.public_changes import generation

LONGEST = timedelta(seconds=60)  # then an outage is told to visitors as such
# Each attempt to reach the database may take seconds; between two, visitors need not wait.
PAUSE = timedelta(seconds=2)
MAIN = b'<main id="main" tabindex="-1">'  # templates/base.html


class LastKnown:
    """The generation of public content that this process has read last."""

    def __init__(self) -> None:
        self._read: Generation | None = None
        self._read_at = self._asks_again_at = timezone.now()

    @property
    def is_pause(self) -> bool:
        return timezone.now() < self._asks_again_at

    def read(self) -> Generation:
        """From the database; raises one of DATABASE_AWAY."""
        try:
            self._read = generation()
        except DATABASE_AWAY:
            self._asks_again_at = timezone.now() + PAUSE
            raise
        self._read_at = timezone.now()
        return self._read

    def still_holds(self) -> Generation | None:
        """None if it was too long ago, or something has opened or closed by the clock since."""
        now, last = timezone.now(), self._read
        if last is None or now > self._read_at + LONGEST:
            return None
        return None if last.changes_at and now >= last.changes_at else last

    def with_notice(self, response: HttpResponse) -> HttpResponse:
        notice = render_to_string("includes/last_known.html", {"moment": self._read_at})
        response.content = response.content.replace(MAIN, MAIN + notice.encode(), 1)
        add_never_cache_headers(response)
        return response

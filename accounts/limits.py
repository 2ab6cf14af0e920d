"""Limits of attempts, counted in the database so that all workers share them."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Attempt


@dataclass(frozen=True)
class Limit:
    """`windows` are pairs (how often, within which time); all of them hold."""

    what: str
    windows: tuple

    def allows(self, who) -> bool:
        """Count one more try and tell whether it is still within the limit.

        It is written before it is counted: of tries made at once, none goes unseen.
        """
        who = self._hidden(who)
        Attempt.objects.create(what=self.what, who=who)
        return all(self._count(who, window) <= most for most, window in self.windows)

    def forget(self, who) -> None:
        Attempt.objects.filter(what=self.what, who=self._hidden(who)).delete()

    def _count(self, who, window) -> int:
        since = timezone.now() - window
        return Attempt.objects.filter(what=self.what, who=who, at__gt=since).count()

    def _hidden(self, who) -> str:
        return salted_hmac(f"attempt {self.what}", str(who), algorithm="sha256").hexdigest()


CODES = Limit(
    "code", ((5, timedelta(minutes=5)), (20, timedelta(hours=1)), (50, timedelta(days=1)))
)
RESET_MAILS = Limit("reset mail", ((5, timedelta(days=1)),))
LONGEST = timedelta(days=1)  # older tries count nowhere: the retention job deletes them

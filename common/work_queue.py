"""Work queue in a table: claim a row and commit, do the work, record the outcome.

No transaction is open and no row is locked while a mail server or a partner answers. A worker that
dies leaves its claim behind; after CLAIM_LASTS another one takes the row up again.
"""

import itertools
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import ClassVar, Protocol, Self, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CLAIM_LASTS = timedelta(minutes=1)
SECONDS_FOR_ONE = 40  # less than a claim lasts: nobody is at work on a row that others take up
LONGEST_WAIT = timedelta(hours=6)


class _States(Protocol):
    @property
    def PENDING(self) -> str: ...  # noqa: N802
    @property
    def SENDING(self) -> str: ...  # noqa: N802


_Item = TypeVar("_Item", bound="WorkItem")


class WorkQuerySet(models.QuerySet[_Item]):
    def due(self, now: datetime | None = None) -> Self:
        """Rows whose time has come, and those that a dead worker has left."""
        return self.filter(_claimable(self.model, now or timezone.now()))

    def unfinished(self) -> Self:
        states = self.model.State
        return self.filter(state__in=[states.PENDING, states.SENDING])

    def work_off(
        self, do: Callable[[_Item], bool], go_on: Callable[[], bool] = lambda: True
    ) -> tuple[int, int]:
        """Claim each row and do its work, as long as `go_on()`; (done, failed) numbers."""
        done = failed = 0
        keys = list(self.values_list("pk", flat=True))
        for pk in itertools.takewhile(lambda _pk: go_on(), keys):
            item = self.model.claim(pk)
            if item is None:  # another worker has it in hand
                continue
            is_done = do(item)
            done += is_done
            failed += not is_done
        return done, failed


class WorkItem(models.Model):
    """Subclasses have a field `state`, whose choices include PENDING and SENDING."""

    State: ClassVar[_States]

    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next try"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken up by a worker at"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def claim(cls, pk: int) -> Self | None:
        """The row for this worker alone; None if another worker has it, or it is gone.

        One UPDATE whose conditions are on the row itself: PostgreSQL examines them again once a
        simultaneous claim is committed, so one of two workers finds no row.
        """
        now = timezone.now()
        mine = cls._base_manager.filter(_claimable(cls, now), pk=pk).update(
            state=cls.State.SENDING, claimed_at=now, attempts=models.F("attempts") + 1
        )
        return cls._base_manager.filter(pk=pk, claimed_at=now).first() if mine else None

    def record(self, **values: object) -> None:
        """Write the outcome, unless the row was taken up by another worker or deleted meanwhile."""
        self._claimed().update(**values, claimed_at=None)

    def discard(self) -> None:
        self._claimed().delete()

    def wait(self, **values: object) -> None:
        """Put the row back; it is due again later after each attempt."""
        pause = min(timedelta(minutes=2**self.attempts), LONGEST_WAIT)
        self.record(state=self.State.PENDING, next_try=timezone.now() + pause, **values)

    def _claimed(self) -> models.QuerySet[Self]:
        return type(self)._base_manager.filter(pk=self.pk, claimed_at=self.claimed_at)


def _claimable(model: type[WorkItem], now: datetime) -> models.Q:
    states = model.State
    return models.Q(state=states.PENDING, next_try__lte=now) | models.Q(
        state=states.SENDING, claimed_at__lte=now - CLAIM_LASTS
    )


@contextmanager
def time_limit(seconds: float = SECONDS_FOR_ONE) -> Iterator[None]:
    """TimeoutError inside the block after so long; a socket's timeout is for each of its reads.

    By signal, so only in a main thread, where the workers do their work.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(*_signal: object) -> None:
    raise TimeoutError(f"No end of it in {SECONDS_FOR_ONE} seconds.")

import signal
import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from jobs import runs
from mail import outbox

PAUSE = 5


class Command(BaseCommand):
    help = "Send the messages that are due. What cannot be sent is tried again later, less often."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--work", action="store_true", help="go on until stopped")

    def handle(self, *args, **options) -> None:
        self.is_stopped = False
        if not options["work"]:
            self._once()
            return
        signal.signal(signal.SIGTERM, self._stop)
        while not self.is_stopped:
            self._patiently()
            self._pause()

    def _stop(self, *_signal) -> None:
        """A mail in hand is sent and recorded first: the next worker need not repeat it."""
        self.is_stopped = True

    def _pause(self) -> None:
        for _second in range(PAUSE):
            if not self.is_stopped:
                time.sleep(1)

    def _patiently(self) -> None:
        """A worker outlives its database."""
        close_old_connections()
        try:
            self._once()
            runs.heartbeat("mail")
        except OperationalError as error:
            self.stderr.write(f"The database does not answer, trying again: {error}")

    def _once(self) -> None:
        sent, failed = outbox.send_due(go_on=lambda: not self.is_stopped)
        if sent or failed:
            self.stdout.write(f"{sent} sent, {failed} to be tried again.")

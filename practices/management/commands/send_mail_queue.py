import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from jobs import runs
from practices import outbox

PAUSE = 5


class Command(BaseCommand):
    help = "Send the messages that are due. What cannot be sent is tried again later, less often."

    def add_arguments(self, parser):
        parser.add_argument("--work", action="store_true", help="go on until stopped")

    def handle(self, *args, **options):
        if not options["work"]:
            self._once()
        while options["work"]:
            self._patiently()
            time.sleep(PAUSE)

    def _patiently(self):
        """A worker outlives its database."""
        close_old_connections()
        try:
            self._once()
            runs.heartbeat("mail")
        except OperationalError as error:
            self.stderr.write(f"The database does not answer, trying again: {error}")

    def _once(self):
        sent, failed = outbox.send_due()
        if sent or failed:
            self.stdout.write(f"{sent} sent, {failed} to be tried again.")

import logging
import time
from contextlib import suppress
from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from jobs import runs

logger = logging.getLogger(__name__)

PAUSE = 60  # seconds
# In this order: what is published is noticed, then told.
COMMANDS = (
    ("publish_scheduled",),
    ("record_ended_embargoes",),
    ("work_loads",),
    ("read_files",),
    ("retag",),
    ("remind",),
    ("remind_of_calls",),
    ("work_on_state_keys",),
    ("gather_news",),
    ("send_digests",),
    ("dump_open_data", "--if-needed"),
)


# Once a day each; one that failed is tried again an hour later.
DAY = timedelta(days=1)
DAILY = {
    "reconciliation": "reconcile_ledger",
    "retention": "apply_retention",
    "verify_audit": "verify_audit",
    "audit_anchor": "audit_anchor",
    "workshop_summaries": "release_workshop_summaries",
    "workshop_reminders": "remind_of_steps",
}


class Command(BaseCommand):
    help = "What happens by the clock, every minute, until stopped."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")

    def handle(self, *args, **options) -> None:
        self.round()
        while not options["once"]:
            time.sleep(PAUSE)
            self.round()

    def round(self) -> None:
        """One fault must not stop the others, nor the next round."""
        for name, *arguments in COMMANDS:
            self._call(name, *arguments)
        for job, name in DAILY.items():
            self._call(name, job=job)
        with suppress(DatabaseError):  # the next round writes it
            runs.succeeded("schedule")

    def _call(self, name, *arguments, job=None) -> None:
        close_old_connections()
        try:
            if job is None:
                call_command(name, *arguments)
            elif runs.is_due(job, DAY):
                with runs.recorded(job):
                    call_command(name)
        except Exception:
            logger.exception("%s failed; it is tried again in a minute.", name)

import logging
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger(__name__)

PAUSE = 60  # seconds
# In this order: what is published is noticed, then told.
COMMANDS = (
    ("publish_scheduled",),
    ("remind",),
    ("gather_news",),
    ("send_digests",),
    ("dump_open_data", "--if-needed"),
)


class Command(BaseCommand):
    help = "What happens by the clock, every minute, until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="one round, then end")

    def handle(self, *args, **options):
        self.round()
        while not options["once"]:
            time.sleep(PAUSE)
            self.round()

    def round(self):
        """One fault must not stop the others, nor the next round."""
        for name, *arguments in COMMANDS:
            close_old_connections()
            try:
                call_command(name, *arguments)
            except Exception:
                logger.exception("%s failed; it is tried again in a minute.", name)

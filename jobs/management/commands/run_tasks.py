import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from jobs import runs, tasks

PAUSE = 1  # second


class Command(BaseCommand):
    help = "Run what waits as a background task: Wagtail's indexes, files of what was deleted."

    def handle(self, *args: str, **options: Any) -> None:
        while self._goes_on():
            time.sleep(PAUSE)

    def _goes_on(self) -> bool:
        """One round; whether nobody has asked the worker to stop. It outlives its database."""
        close_old_connections()
        worker = tasks.worker()
        worker.configure_signals()
        try:
            tasks.take_up_again()
            worker.run()
            runs.heartbeat("tasks")
        except OperationalError as error:
            self.stderr.write(f"The database does not answer, trying again: {error}")
        return worker.running

import time

from django.core.management.base import BaseCommand

from uploads.reading.work import read_files

SECONDS = 45  # the schedule calls again each minute; other jobs wait meanwhile


class Command(BaseCommand):
    help = "Reads the text of uploaded files, so that it can be searched. What is left waits."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--all", action="store_true", help="go on until nothing waits")

    def handle(self, *args, **options) -> None:
        end = time.monotonic() + SECONDS
        done, failed = read_files(lambda: options["all"] or time.monotonic() < end)
        if done or failed:
            self.stdout.write(f"{done} files read, {failed} that cannot be read now.")

from django.core.management.base import BaseCommand

from jobs import runs


class Command(BaseCommand):
    help = "Note that a job outside Django, such as the backup, has succeeded or failed."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name")
        parser.add_argument("--failed", metavar="WHY", help="the job failed, and why")

    def handle(self, *args, name: str, failed: str | None, **options) -> None:
        if failed:
            runs.failed(name, failed)
        else:
            runs.succeeded(name)

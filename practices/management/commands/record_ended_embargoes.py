from django.core.management.base import BaseCommand

from practices import embargo


class Command(BaseCommand):
    help = "Record the embargoes that have ended, so that their States are told."

    def handle(self, *args, **options) -> None:
        if number := embargo.record_ends():
            self.stdout.write(f"{number} embargoes have ended.")

from django.core.management.base import BaseCommand

from opendata import news


class Command(BaseCommand):
    help = "Compare the ledger with everything that is public, and put right what differs."

    def handle(self, *args, **options) -> None:
        if number := news.reconcile():
            self.stdout.write(f"{number} records have been put right.")

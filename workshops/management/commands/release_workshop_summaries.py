from django.core.management.base import BaseCommand
from django.utils import timezone

from workshops.sharing import summaries


class Command(BaseCommand):
    help = "Make the anonymous summaries of last year; without effect once they are made."

    def handle(self, *args, **options) -> None:
        if number := summaries.release_for(timezone.localdate().year - 1):
            self.stdout.write(f"{number} summaries have been made.")

from django.core.management.base import BaseCommand

from opendata import news
from opendata.models import RequestCount
from opendata.webhooks import sending


class Command(BaseCommand):
    help = "Note what came public, changed or was withdrawn, and tell partners' systems."

    def handle(self, *args, **options) -> None:
        RequestCount.objects.delete_old()
        if number := news.gather():
            self.stdout.write(f"{number} contributions published, changed or withdrawn.")
        received, failed = sending.send_due()
        if received or failed:
            self.stdout.write(f"{received} messages received, {failed} to be tried again.")

from django.core.management.base import BaseCommand

from alerts import digest


class Command(BaseCommand):
    help = "Queue the mails that are due to those who asked to be told of what is new."

    def handle(self, *args, **options) -> None:
        sent = digest.send_due()
        if sent:
            self.stdout.write(f"{sent} digests queued.")

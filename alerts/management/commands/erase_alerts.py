from django.core.management.base import BaseCommand

from alerts import subscribing


class Command(BaseCommand):
    help = "Forget an email address: all its alerts, and the mails still on their way."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")

    def handle(self, *args, **options) -> None:
        number = subscribing.erase(options["email"])
        self.stdout.write(f"{number} alerts erased.")

from typing import Any

from django.core.management.base import BaseCommand

from review import reminders


class Command(BaseCommand):
    help = (
        "Remind officers of late reviews, and States of asked-for changes and of texts to confirm. "
        "Safe to run at any time: each is reminded once a week, or once a month."
    )

    def handle(self, *args: str, **options: Any) -> None:
        sent = reminders.send_due()
        if sent:
            self.stdout.write(f"{sent} reminders.")

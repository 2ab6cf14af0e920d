from typing import Any

from django.core.management.base import BaseCommand

from workshops import reminding


class Command(BaseCommand):
    help = "Remind focal points of next steps that are due; of each step and date once."

    def handle(self, *args: str, **options: Any) -> None:
        if sent := reminding.send_due():
            self.stdout.write(f"{sent} reminders.")

from typing import Any

from django.core.management.base import BaseCommand

from commission import reminding


class Command(BaseCommand):
    help = "Remind focal points of calls whose deadline is near. Each is reminded twice at most."

    def handle(self, *args: str, **options: Any) -> None:
        if sent := reminding.send_due():
            self.stdout.write(f"{sent} reminders.")

from typing import Any

from django.core.management.base import BaseCommand

from workshops.state_keys import erasing, renewing


class Command(BaseCommand):
    help = "Destroy keys whose erasure is due, and seal rows anew whose State has a new key."

    def handle(self, *args: str, **options: Any) -> None:
        if erased := erasing.carry_out_due():
            self.stdout.write(f"The keys of {erased} States have been destroyed.")
        if renewed := renewing.go_on():
            self.stdout.write(f"{renewed} rows sealed anew.")

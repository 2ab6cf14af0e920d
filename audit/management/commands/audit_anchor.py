from django.core.management.base import BaseCommand
from django.db import transaction

from audit import anchor


class Command(BaseCommand):
    help = "Send the signed head of the audit trail to the log and to AUDIT_ANCHOR_RECIPIENTS."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        self.stdout.write(anchor.send() or "The trail has no entries yet.")

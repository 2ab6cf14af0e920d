from django.core.management.base import BaseCommand, CommandError

from practices import audit
from practices.models import AuditEntry


class Command(BaseCommand):
    help = "Check that no entry of the trail was changed, left out or cut off. Changes nothing."

    def handle(self, *args, **options):
        faults = list(audit.faults())
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"The trail is sound: {AuditEntry.objects.count()} entries.")

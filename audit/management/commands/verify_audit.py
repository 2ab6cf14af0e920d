import argparse

from django.core.management.base import BaseCommand, CommandError

from audit import anchor as audit_anchor
from audit import trail
from audit.models import AuditEntry


class Command(BaseCommand):
    help = "Check that no entry of the trail was changed, left out or cut off. Changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--anchor",
            type=argparse.FileType(encoding="utf-8", errors="replace"),
            metavar="FILE",
            help="a mail or log with anchors sent earlier; compared with the trail ('-': input)",
        )

    def handle(self, *args, anchor, **options) -> None:
        faults = list(trail.faults())
        if anchor:
            with anchor:
                faults += audit_anchor.faults(anchor.read())
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"The trail is sound: {AuditEntry.objects.count()} entries.")

from django.core.management.base import BaseCommand
from django.db import transaction

from commission import facts
from home.site_tree import build
from workshops import facts as workshop_facts


class Command(BaseCommand):
    help = (
        "Create the pages every portal needs: home, lists, chapters, challenges, Member States, "
        "and bring in the dated facts of the Commission's record."
    )

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        build()
        self.stdout.write("The pages of the portal are in place.")
        report = facts.load()
        self.stdout.write(f"{report.written} rows of the Commission's record were written.")
        for line in report.left:
            self.stdout.write(f"Left as it is: {line}")
        self.stdout.write(f"{workshop_facts.load()} workshops were written.")

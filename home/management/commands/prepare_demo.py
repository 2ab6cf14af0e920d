from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from home import starting_database


class Command(BaseCommand):
    help = (
        "The database, sample content and accounts to try the portal with: what `make run` needs."
    )

    def handle(self, *args, **options) -> None:
        starting_database.unpack(connection)
        # One process for the three: half of the time of a short command is the start of Django.
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        call_command("demo_accounts", stdout=self.stdout)

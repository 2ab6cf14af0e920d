from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from home import starting_database


class Command(BaseCommand):
    help = (
        "Make the database anew with which prepare_demo begins. Needs a DATABASE_URL of an SQLite "
        "file that is not there yet."
    )

    def handle(self, *args, **options) -> None:
        path = Path(connection.settings_dict["NAME"])
        if connection.vendor != "sqlite" or path.exists():
            raise CommandError("DATABASE_URL has to name an SQLite file that is not there yet.")
        call_command("migrate", verbosity=0)
        connection.close()
        starting_database.pack(path)

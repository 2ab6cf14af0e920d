from django.core.management.base import BaseCommand

from opendata import dump


class Command(BaseCommand):
    help = "Write the whole public data set as files, with checksums and the terms of reuse."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="only when the files are from another day or hold something withdrawn since",
        )

    def handle(self, *args, **options) -> None:
        if options["if_needed"] and not dump.is_needed():
            return
        folder, number = dump.make()
        self.stdout.write(f"{number} contributions written to {folder}.")

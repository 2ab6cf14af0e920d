from django.core.management.base import BaseCommand, CommandError

from portal.personal_data import erasure


class Command(BaseCommand):
    help = "Print what is kept about a person, or forget the person and print a receipt."

    def add_arguments(self, parser) -> None:
        group = parser.add_mutually_exclusive_group(required=True)
        group.add_argument("--export", metavar="EMAIL")
        group.add_argument("--erase", metavar="EMAIL")
        parser.add_argument("--by", default="", help="who decided the erasure, for the trail")

    def handle(self, *args, **options) -> None:
        try:
            self.stdout.write(self._answer(options))
        except erasure.NothingFoundError as error:
            raise CommandError(str(error)) from error

    def _answer(self, options) -> str:
        if options["export"]:
            return erasure.export(options["export"])
        if not options["by"]:
            raise CommandError("Say with --by who decided the erasure.")
        return "\n".join(erasure.erase(options["erase"], options["by"]))

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from taxonomy.models import MemberState
from workshops.models import StateKey
from workshops.state_keys import renewing


class Command(BaseCommand):
    help = (
        "Give States a new key for what they keep of workshops. Their rows are sealed anew by "
        "run_schedule, or here with --now; the old key is deleted an hour later at the earliest."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*", help="codes of States, such as ke")
        parser.add_argument("--all", action="store_true", help="all States that have a key")
        parser.add_argument("--now", action="store_true", help="seal all rows before this ends")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = set(options["codes"])
        states = MemberState.objects.filter(code__in=codes)
        if unknown := codes - {state.code for state in states}:
            raise CommandError(f"No such State: {', '.join(sorted(unknown))}")
        if options["all"]:
            states = MemberState.objects.filter(pk__in=StateKey.objects.values("state"))
        made = [state.code for state in states if renewing.begin(state)]
        self.stdout.write(f"{len(made)} new keys.")
        while options["now"] and (done := renewing.go_on()):
            self.stdout.write(f"{done} rows sealed anew.")

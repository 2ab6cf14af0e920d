from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from elasticsearch import ApiError, TransportError
from tqdm import tqdm

from common.locks import AlreadyRunningError
from search import audit, rebuild, sync
from search.engines.elastic_write import IndexMissingError, Progress

if TYPE_CHECKING:
    from search.audit import Drift

SHOWN = 20  # page ids of each kind


class Command(BaseCommand):
    help = "Build, check, mend and feed the Elasticsearch index."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--rebuild", action="store_true", help="build anew and swap")
        what.add_argument("--audit", action="store_true", help="compare; exit 1 on any drift")
        what.add_argument("--repair", action="store_true", help="compare and mend")
        what.add_argument(
            "--work", action="store_true", help="bring changes to the index, for ever"
        )

    def handle(self, *args: str, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            raise CommandError("ELASTICSEARCH_URL is not set: the embedded engine needs no index.")
        action = next(name for name in ("rebuild", "audit", "repair", "work") if options[name])
        try:
            getattr(self, action)()
        except AlreadyRunningError as error:
            raise CommandError("Another rebuild is running.") from error
        except rebuild.RebuildError as error:
            raise CommandError(f"The old index goes on serving: {error}") from error
        except (ApiError, TransportError) as error:
            raise CommandError(f"Elasticsearch does not answer as it should: {error}") from error

    def rebuild(self) -> None:
        self.stdout.write(f"Built {rebuild.rebuild(self._bar('Indexing'))}.")

    def audit(self) -> None:
        drift = self._audit()
        if rebuild.serves_an_old_mapping():
            raise CommandError("The index has an old mapping: run --repair.", returncode=1)
        if drift.pages:
            raise CommandError("The index has drifted from the database.", returncode=1)

    def repair(self) -> None:
        if rebuild.serves_an_old_mapping():
            rebuild.rebuild(self._bar("Indexing"))
        audit.repair(self._audit())
        try:
            sync.drain()
        except IndexMissingError:
            rebuild.rebuild(self._bar("Indexing"))
        drift = self._audit()
        if drift.pages:
            raise CommandError("Some pages could not be mended; see the admin.", returncode=1)

    def work(self) -> None:
        self.stdout.write("Bringing changes to the index; stop with Ctrl-C.")
        try:
            sync.Worker().run()
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")

    def _audit(self) -> "Drift":
        drift = audit.audit(self._bar("Comparing"))
        self.stdout.write(str(drift))
        for name in ("missing", "ghost", "stale"):
            pages = getattr(drift, name)
            if pages:
                more = f" and {len(pages) - SHOWN} more" if len(pages) > SHOWN else ""
                self.stdout.write(f"  {name}: {', '.join(map(str, pages[:SHOWN]))}{more}")
        return drift

    def _bar(self, name: str) -> Progress:
        def bar(batches: range) -> Iterable[int]:
            shown: Iterable[int] = tqdm(batches, desc=name, unit="batch", disable=None)
            return shown

        return bar

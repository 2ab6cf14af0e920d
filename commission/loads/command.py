"""Commands that import a table: all rows, or none if any has a fault."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from common.spreadsheets import UnreadableFileError
from practices import publication

from . import table, tables
from .archive import Archive, opened
from .checked import CREATED, UNCHANGED, UPDATED, Checked
from .checking import Checker

OUTCOMES = (CREATED, UPDATED, UNCHANGED)


class ImportCommand(BaseCommand):
    contents: str  # a key of tables.KINDS

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="a .csv, .xlsx or .ods file")
        parser.add_argument("--files", type=Path, help="a folder or a ZIP file with the files")
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")

    def handle(self, *args, **options) -> None:
        begun = time.monotonic()
        with ExitStack() as stack:
            archive = self._archive(options["files"], stack)
            rows = self._check(options["file"], archive)
            if not options["dry_run"]:
                self._write(options["file"], archive)
        seconds = time.monotonic() - begun
        counts = ", ".join(f"{rows[outcome]} {outcome}" for outcome in OUTCOMES)
        self.stdout.write(f"{counts}; {sum(rows.values()) / seconds:.1f} rows a second.")

    def _archive(self, place: Path | None, stack: ExitStack) -> Archive:
        if place is None:
            return Archive()
        if place.is_dir():
            return Archive([place])
        try:
            file = stack.enter_context(place.open("rb"))
            return Archive([stack.enter_context(opened(file, place.stat().st_size))])
        except OSError as error:
            raise CommandError(f"{place} cannot be read: {error}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _check(self, file: Path, archive: Archive) -> dict[str, int]:
        counts, faults = dict.fromkeys(OUTCOMES, 0), 0
        for row in self._rows(file, archive, "Checking", looks_at_files=True):
            self._tell(row)
            if row.faults:
                faults += 1
            else:
                counts[row.outcome] += 1
        for path in archive.unnamed():
            self.stderr.write(f"note: no row names the file {path}")
        if faults:
            raise CommandError(f"{faults} rows have faults; nothing was imported.")
        return counts

    def _tell(self, row: Checked) -> None:
        for note in row.notes:
            self.stderr.write(f"line {row.line}: note: {note}")
        for column, sentence in row.faults:
            self.stderr.write(f"line {row.line}, {column or 'row'}: {sentence}")

    def _write(self, file: Path, archive: Archive) -> None:
        writer = tables.KINDS[self.contents].writer(None, publication.IMPORT)
        batch: list[Checked] = []
        for row in self._rows(file, archive, "Importing", looks_at_files=False):
            batch.append(row)
            if len(batch) == table.AT_ONCE:
                writer.write(batch)
                batch = []
        writer.write(batch)

    def _rows(
        self, file: Path, archive: Archive, what: str, looks_at_files: bool
    ) -> Iterator[Checked]:
        contents = tables.KINDS[self.contents]
        checker = Checker(contents, archive)
        bar = tqdm(desc=what, unit="row", disable=None)
        try:
            for batch in table.batches(table.read(file, contents)):
                yield from checker.check(batch, looks_at_files)
                bar.update(len(batch))
        except (UnreadableFileError, FileNotFoundError) as error:
            raise CommandError(str(error)) from error
        finally:
            bar.close()

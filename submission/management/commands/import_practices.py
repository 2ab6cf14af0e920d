from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from common.spreadsheets import UnreadableFileError
from practices.models import StatePage
from submission.importer.readers import read
from submission.importer.run import Report, run


class Command(BaseCommand):
    help = (
        "Import practices and strategies from a CSV, XLSX, ODS or JSON Lines file. All rows or "
        "none; a row imported before (same id) is brought up to date, an unchanged one is left "
        "alone."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", help="a .csv, .xlsx, .ods or .jsonl file")
        parser.add_argument("--dry-run", action="store_true", help="check only, write nothing")
        parser.add_argument(
            "--type",
            choices=["practice", "strategy"],
            default="practice",
            help="what a row without a type column is (default: practice)",
        )

    def handle(self, *args, **options) -> None:
        if not StatePage.objects.exists():
            raise CommandError("There are no Member State pages yet: run prepare_portal first.")
        report = self._run(options)
        for line, _column, message in report.warnings:
            self.stderr.write(f"line {line}: note: {message}")
        for line, column, message in report.errors:
            self.stderr.write(f"line {line}, {column or 'row'}: {message}")
        if report.errors:
            raise CommandError(f"{len(report.errors)} errors; nothing was imported.")
        self.stdout.write(self._summary(report, options["dry_run"]))

    def _run(self, options) -> Report:
        bar = tqdm(read(options["file"]), desc="Importing", unit="row", disable=None)
        try:
            return run(bar, default_type=options["type"], dry_run=options["dry_run"])
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error

    def _summary(self, report, dry_run) -> str:
        counts = ", ".join(f"{number} {outcome}" for outcome, number in report.counts.items())
        return f"Dry run, nothing written: {counts}." if dry_run else f"Done: {counts}."

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from commission import facts
from home import demo_record, demo_translations
from home.site_tree import build
from submission.importer.readers import read
from submission.importer.run import run
from submission.importer.writer import Writer
from taxonomy import official_list, official_texts
from taxonomy.models import Recommendation
from taxonomy.uploaded_table import read as read_table
from workshops import facts as workshop_facts

FICTIONAL = "Fictional list, not A/RES/S-30/1"
FICTIONAL_VERSION = "sample content"
FOLDER = Path(settings.BASE_DIR) / "home" / "data" / "demo"
FIRST_DAY = datetime(2022, 1, 10, 9, 0, tzinfo=UTC)
# Steps over the days of publication so that States, languages and types come mixed.
STEP, SPAN = 37, 1500


class Command(BaseCommand):
    help = "Fill the portal with sample practices and strategies, marked as such. Safe to repeat."

    def handle(self, *args, **options) -> None:
        build()
        facts.load()
        workshop_facts.load()
        writer = Writer(is_sample=True, annex_file=(FOLDER / "annex.pdf").read_bytes())
        report = run(tqdm(list(demo_rows()), desc="Sample content", disable=None), writer)
        if report.errors:
            raise CommandError("\n".join(map(str, report.errors)))
        entries = demo_record.load(FOLDER)
        load_fictional_list()
        demo_translations.load(FOLDER / "translations" / "texts.jsonl")
        total = sum(report.counts.values())
        self.stdout.write(f"{total} sample practices and strategies are in place.")
        self.stdout.write(f"{entries} sample rows of the record are in place.")


def load_fictional_list() -> None:
    """Recommendations that say they are invented; a list that officers brought in stays."""
    verified = Recommendation.objects.verified()
    if verified.exclude(source=FICTIONAL).exists():
        return
    with (FOLDER / "recommendations-fictional.csv").open("rb") as file:
        rows = official_list.checked(read_table(File(file), official_list.COLUMNS, ["id"]))
    payload = {"source": FICTIONAL, "text_version": FICTIONAL_VERSION, "rows": rows}
    official_texts.apply(payload, confirmed_by="", verified_by="")


def demo_rows() -> Iterator:
    """The rows of all demo files, each with a day of publication that never changes."""
    number = 0
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line, row in read(path):
            day = FIRST_DAY + timedelta(days=number * STEP % SPAN)
            yield f"{path.name}:{line}", row | {"first_published": day.isoformat()}
            number += 1

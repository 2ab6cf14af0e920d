"""The list of synonyms with directions; from then on it belongs to the Secretariat."""

import csv
from pathlib import Path

from django.db import migrations

FIRST = Path(__file__).parent / "0002_first_synonyms.csv"
LIST = Path(__file__).resolve().parent.parent / "data" / "synonyms.csv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def lines(terms):
    return terms.replace("|", "\n")


def load(apps, schema_editor):
    synonyms = apps.get_model("portal_search", "Synonyms")
    as_they_were = [lines(row["terms"]) for row in rows(FIRST)]
    synonyms.objects.filter(terms__in=as_they_were, also="").delete()
    synonyms.objects.bulk_create(
        synonyms(
            language=row["language"],
            terms=lines(row["terms"]),
            also=lines(row["also"]),
            note=row["note"],
        )
        for row in rows(LIST)
    )


class Migration(migrations.Migration):
    dependencies = [("portal_search", "0003_synonyms_of_words")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

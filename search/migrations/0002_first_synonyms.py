"""The first list of synonyms, which 0004 replaces."""

import csv
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).with_suffix(".csv")


def load(apps, schema_editor):
    synonyms = apps.get_model("portal_search", "Synonyms")
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            terms = row["terms"].replace("|", "\n")
            synonyms.objects.get_or_create(terms=terms, defaults={"note": row["note"]})


class Migration(migrations.Migration):
    dependencies = [("portal_search", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

"""Loads the labels of the first release with their sources."""

from django.db import migrations

from taxonomy.label_file import load_labels


def load(apps, schema_editor):
    load_labels(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0005_term_labels")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

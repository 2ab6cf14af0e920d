"""Loads the concepts of the first release."""

from django.db import migrations

from taxonomy.concept_file import load_concepts


def load(apps, schema_editor):
    load_concepts(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0003_concepts")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

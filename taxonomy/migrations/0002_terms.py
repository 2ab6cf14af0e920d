"""Loads the taxonomy files of the first release; later releases add a migration like this one."""

from django.db import migrations

from taxonomy.loader import load_taxonomy


def load(apps, schema_editor):
    load_taxonomy(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

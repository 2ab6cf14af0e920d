"""The first checklist of officers; from then on it belongs to the Secretariat."""

from django.db import migrations

from review.criteria import CRITERIA


def add_criteria(apps, schema_editor):
    criterion = apps.get_model("review", "Criterion")
    for order, (text, help_text) in enumerate(CRITERIA):
        criterion.objects.create(text=text, help_text=help_text, order=order)


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [migrations.RunPython(add_criteria, migrations.RunPython.noop)]

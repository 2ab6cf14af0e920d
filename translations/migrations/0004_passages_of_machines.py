from django.db import migrations, models

from translations.passages import machine_mark


def mark_passages(apps, schema_editor) -> None:
    """Of translations that nobody has reviewed, all passages are a machine's."""
    for translation in apps.get_model("translations", "Translation").objects.filter(
        status="machine"
    ):
        translation.machine = [
            machine_mark(name, text) for name, texts in translation.text.items() for text in texts
        ]
        translation.save(update_fields=["machine"])


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0003_material_in_sources"),
    ]

    operations = [
        migrations.AddField(
            model_name="translation",
            name="machine",
            field=models.JSONField(
                default=list, verbose_name="passages of a machine that nobody has read"
            ),
        ),
        migrations.RunPython(mark_passages, migrations.RunPython.noop),
    ]

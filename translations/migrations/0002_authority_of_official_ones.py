from django.db import migrations, models


def name_authorities(apps, schema_editor) -> None:
    """The State answers for what it handed in itself, the United Nations for the Secretariat's."""
    official = apps.get_model("translations", "Translation").objects.filter(status="official")
    official.filter(by_state=False).update(authority="un")
    official.filter(by_state=True, page__state__isnull=False).update(authority="state")


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="translation",
            name="authority",
            field=models.CharField(
                blank=True,
                choices=[
                    ("state", "the State"),
                    ("un", "the United Nations"),
                    ("body", "another body"),
                ],
                max_length=10,
                verbose_name="whose official translation",
            ),
        ),
        migrations.AddField(
            model_name="translation",
            name="authority_name",
            field=models.CharField(blank=True, max_length=255, verbose_name="name of the body"),
        ),
        migrations.RunPython(name_authorities, migrations.RunPython.noop),
    ]

"""What is looked up of a symbol, in columns: its key, its family, its series and suffix."""

from django.db import migrations, models


def _key(model: str, name: str, **options) -> migrations.AddField:
    field = models.CharField(default="", editable=False, max_length=100, **options)
    return migrations.AddField(model, name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("commission", "0001_initial")]

    operations = [
        migrations.AlterField(
            "documentpage", "symbol", models.CharField(max_length=100, verbose_name="symbol")
        ),
        migrations.AlterField(
            "jointsymbol", "symbol", models.CharField(max_length=100, verbose_name="symbol")
        ),
        _key("documentpage", "family_key", db_index=True),
        _key("jointsymbol", "family_key", db_index=True),
        _key("jointsymbol", "symbol_key", unique=True),
        migrations.AddField(
            "documentpage",
            "series",
            models.CharField(blank=True, default="", editable=False, max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            "documentpage",
            "suffix",
            models.CharField(blank=True, default="", editable=False, max_length=10),
            preserve_default=False,
        ),
    ]

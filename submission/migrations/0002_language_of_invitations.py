"""The language of the letter that invites a focal point."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submission", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="language",
            field=models.CharField(
                blank=True, max_length=10, verbose_name="language of the letter"
            ),
        ),
    ]

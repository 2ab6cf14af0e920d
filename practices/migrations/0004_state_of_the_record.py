import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """No change of the table: entries of the record have the State as a field of their form."""

    dependencies = [
        ("practices", "0003_pledges"),
        ("taxonomy", "0008_recommendation_texts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contributionpage",
            name="state",
            field=models.ForeignKey(
                blank=True,
                help_text=(
                    "Taken from the page above; empty for joint and regional contributions."
                ),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contributions",
                to="taxonomy.memberstate",
                verbose_name="Member State",
            ),
        ),
    ]

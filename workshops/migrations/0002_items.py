from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshops", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="items",
            field=models.CharField(
                choices=[
                    ("recommendations", "operational recommendations"),
                    ("challenges", "challenges in each chapter"),
                ],
                default="challenges",
                max_length=20,
                verbose_name="items",
            ),
        ),
    ]

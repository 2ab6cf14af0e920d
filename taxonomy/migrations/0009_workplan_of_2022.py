from django.db import migrations

FOUND = {
    "session": "CND 65, 21–22 September 2022",
    "verified": True,
    "source": "B: unodc.org, frontpage of 23 September 2022",
}
BEFORE = {
    "session": "21–22 September 2022",
    "verified": False,
    "source": "C: idpc.net 2022-09; to be confirmed",
}


def replace(apps, wanted, stored):
    """Only where nobody has changed the row."""
    items = apps.get_model("taxonomy", "WorkplanItem").objects
    row = {"plan": "first-2019", "year": 2022, "challenge__slug": "non-conformity"}
    items.filter(**row, **stored).update(**wanted)


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0008_recommendation_texts")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: replace(apps, FOUND, BEFORE),
            lambda apps, editor: replace(apps, BEFORE, FOUND),
        )
    ]

"""Summaries of proposals in each language, in the place of the one in which an officer wrote."""

from django.conf import settings
from django.db import migrations, models


def kept(apps, schema_editor) -> None:
    for proposal in apps.get_model("approvals", "Proposal").objects.iterator():
        proposal.summaries = {settings.LANGUAGE_CODE: proposal.summary}
        proposal.save(update_fields=["summaries"])


def back(apps, schema_editor) -> None:
    for proposal in apps.get_model("approvals", "Proposal").objects.iterator():
        proposal.summary = proposal.summaries.get(settings.LANGUAGE_CODE, "")
        proposal.save(update_fields=["summary"])


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial")]

    operations = [
        migrations.AddField("proposal", "summaries", models.JSONField(default=dict)),
        # Without a default there is no way back for a column that must be filled.
        migrations.AlterField(
            "proposal", "summary", models.CharField("proposal", max_length=500, default="")
        ),
        migrations.RunPython(kept, back),
        migrations.RemoveField("proposal", "summary"),
    ]

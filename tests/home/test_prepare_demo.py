"""prepare_demo: what `make run` does before the server starts, safe to repeat."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from commission.models import BodyRecommendationPage, RecordPage
from home import demo_translations
from home.management.commands.load_demo import FOLDER, demo_rows
from practices.models import Annex, ContributionPage, PublicationEvent
from translations.models import Translation

pytestmark = pytest.mark.nightly


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="`make run` is on SQLite, where tests/test_databases.py runs this",
)
def test_everything_is_in_place_once_however_often_it_runs(settings, tmp_path):
    settings.DEMO_ACCOUNTS, settings.MEDIA_ROOT = True, tmp_path
    for _time in range(2):
        call_command("prepare_demo")
    rows = [row for _line, row in demo_rows()]
    shared = ContributionPage.objects.shared().published()
    keys = shared.values_list("import_key", flat=True)
    assert sorted(keys) == sorted(row["id"] for row in rows)
    annexes = Annex.objects.filter(page__in=shared)
    assert annexes.count() == sum(len(row.get("annexes", ())) for row in rows)
    record = RecordPage.objects.published()
    assert {*record.values_list("kind", flat=True)} >= {"meeting", "statement", "document"}
    events = PublicationEvent.objects.exclude(way="translation")
    replied_to = BodyRecommendationPage.objects.exclude(replies=None).distinct().count()
    assert events.count() == len(rows) + record.count() + replied_to
    translated = demo_translations.read(FOLDER / "translations" / "texts.jsonl")
    assert Translation.objects.public().count() == len(list(translated))
    assert get_user_model().objects.filter(username="second-officer").count() == 1

"""What officers are told to translate next."""

import pytest
from django.urls import reverse

from tests import people
from tests.factories import PracticeFactory
from usage import counters, translation_queue
from usage.models import DailyCount

from .test_report import count

pytestmark = pytest.mark.django_db
WORDS = "<p>" + "word " * 50 + "</p>"


def wanted():
    return [(row.page.slug, row.language) for row in translation_queue.rows()]


def test_views_times_searches_by_words():
    short = PracticeFactory(slug="short", language="en", description="<p>Few words.</p>")
    long = PracticeFactory(slug="long", language="en", description=WORDS)
    unread = PracticeFactory(slug="unread", language="en")
    count("view", short.address, 10)
    count("view", long.address, 12)
    count("language", "fr", 6)
    count("language", "ar", 2)
    count("language", "en", 100)
    assert wanted() == [("short", "fr"), ("short", "ar"), ("long", "fr"), ("long", "ar")]
    assert unread.pk not in {row.page.pk for row in translation_queue.rows()}
    row = translation_queue.rows()[0]
    assert row.demand == row.views * row.searches / row.words == 60 / row.words


def test_what_is_not_public_is_not_wanted():
    draft = PracticeFactory(slug="draft", publish=False)
    count("view", draft.address, 10)
    count("language", "fr", 6)
    assert wanted() == []


def test_searches_are_counted_by_language(client):
    for address in ("/fr/search/?q=naloxone", "/search/?q=naloxone", "/zh-hans/search/?q=a"):
        client.get(address, headers={"User-Agent": "Mozilla/5.0 Firefox"})
    counters.write()
    rows = DailyCount.objects.filter(kind="language").values_list("key", "count")
    assert dict(rows) == {"fr": 1, "en": 1, "zh": 1}


def test_officers_see_it(client):
    page = PracticeFactory(language="en")
    count("view", page.address, 3)
    count("language", "ru", 4)
    client.force_login(people.officer())
    body = client.get(reverse("translate_next")).content.decode()
    assert reverse("translation_write", args=[page.pk, "ru"]) in body
    assert client.get(reverse("translations")).status_code == 200
    client.force_login(people.focal_point("ke"))
    assert client.get(reverse("translate_next")).status_code == 403

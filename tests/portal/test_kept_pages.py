"""Pages of the public site that are kept: quick, never stale, never somebody else's."""

import errno
import subprocess
import sys
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from home.models import StandardPage
from portal import kept_pages as kept
from practices import publication
from practices.models import PracticePage, PublicChange, StatePage
from search.engines import get_engine
from search.engines.base import RawResults
from search.models import Synonyms
from taxonomy.models import Challenge
from tests import people
from tests.factories import PracticeFactory
from tests.practices import test_events as ways
from usage import counters
from usage.models import DailyCount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0"}


@pytest.fixture
def page():
    return PracticeFactory(title="Naloxone for families", state="ke")


def body(address):
    return Client().get(address, **BROWSER).content.decode()


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/", 1), ("/states/ke/", 1), ("/coverage/", 1), ("/search/?q=naloxone", 2)],  # one: the limit
)
def test_the_second_visitor_costs_one_query(page, address, queries, django_assert_num_queries):
    first = body(address)
    with django_assert_num_queries(queries):
        assert body(address) == first


@pytest.mark.parametrize("way", ways.HIDDEN, ids=lambda way: way.__name__)
def test_what_is_hidden_is_gone_at_once(page, way):
    addresses = [page.url, "/", "/search/?q=naloxone", "/states/ke/"]
    for address in addresses:
        assert page.title in body(address)
    way(Client(), page)
    for address in addresses:
        assert page.title not in body(address)


def test_an_embargo_and_an_expiry_end_what_was_kept(page):
    opens = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=5)
    closes = opens + timedelta(seconds=20)
    page.embargo_until, page.expire_at = opens, closes
    page.save_and_publish(None, publication.IMPORT)
    address = "/states/ke/"
    for moment, shown in ((-10, False), (1, True), (21, False)):
        now = opens + timedelta(seconds=moment)
        with patch("django.utils.timezone.now", lambda now=now: now):
            assert (page.title in body(address)) is shown, moment


def test_a_page_that_was_slow_to_make_is_kept_no_longer_for_it(page, monkeypatch):
    closes = timezone.now() + timedelta(minutes=5)
    PracticePage.objects.filter(pk=page.pk).update(expire_at=closes)
    clock, read = [closes - timedelta(seconds=10)], StatePage.get_context

    def slowly(self, request):
        context = read(self, request)
        assert page.pk in {row.pk for row in self.contributions} or clock[0] > closes
        clock[0] = closes + timedelta(seconds=10)
        return context

    monkeypatch.setattr(StatePage, "get_context", slowly)
    with patch("django.utils.timezone.now", lambda: clock[0]):
        assert page.title in body("/states/ke/")
        assert page.title not in body("/states/ke/")


def test_words_terms_and_synonyms_change_at_once():
    challenge = Challenge.objects.first()
    page = PracticeFactory(terms={"challenges": [challenge]})
    text = StandardPage.objects.in_menu().first()
    assert text.title in body("/")
    assert challenge.label in body(page.url)
    text.title = "New words in the menu"
    text.way = publication.APPROVAL
    text.save()
    challenge.label_en = "Another label"
    challenge.save()
    assert "New words in the menu" in body("/")
    assert "Another label" in body(page.url)
    before = PublicChange.objects.stamp()
    Synonyms.objects.create(terms="aaa, bbb", language="en")
    assert PublicChange.objects.stamp() != before


def test_a_change_that_was_numbered_early_and_committed_late_counts():
    PublicChange.objects.create(pk=1_000)
    PublicChange.objects.create(pk=1_002)
    before = PublicChange.objects.stamp()
    PublicChange.objects.create(pk=1_001)
    assert PublicChange.objects.stamp() != before


def test_few_rows_are_needed():
    for _number in range(350):
        PublicChange.objects.note()
    assert PublicChange.objects.count() <= 200


def test_nobody_sees_the_page_of_somebody_signed_in(page):
    officer = Client()
    officer.force_login(people.officer())
    assert "wagtail-userbar" in officer.get(page.url).content.decode()
    assert "wagtail-userbar" not in body(page.url)
    assert "wagtail-userbar" in officer.get(page.url).content.decode()


def test_every_visitor_is_counted(page):
    counters.write()
    DailyCount.objects.all().delete()
    for _visit in range(3):
        body(page.url)
        body("/search/?q=naloxone&chapter=1")
    counters.write()
    counts = dict(DailyCount.objects.values_list("kind", "count").order_by("kind"))
    assert counts[DailyCount.Kind.VIEW] == counts[DailyCount.Kind.SEARCH] == 3


def test_a_kept_page_has_all_its_headers(page):
    first, second = (Client().get(page.url, **BROWSER) for _visit in range(2))
    assert "cite-as" in first["Link"]
    assert second.headers.keys() == first.headers.keys()
    assert second["Link"] == first["Link"]


def test_an_answer_of_the_stand_in_is_not_kept(page):
    engine = type(get_engine())
    degraded = RawResults(total=0, ids=(), counts={}, degraded=True)
    with patch.object(engine, "search", lambda *_: degraded):
        assert "not available at the moment" in body("/search/?q=naloxone")
    assert page.title in body("/search/?q=naloxone")


def test_what_is_not_found_and_what_sets_a_cookie_is_not_kept(page):
    with patch.object(kept.caches["pages"], "set") as keep:
        body("/no-such-page/")
        body("/search/?page=999")
        body("/contact/report/")
        Client().post(page.url, **BROWSER)
        keep.assert_not_called()
        body("/")
        keep.assert_called_once()


@pytest.mark.parametrize("what", ["get", "set"])
def test_a_disk_that_is_full_or_broken_costs_no_page(page, what):
    with patch.object(kept.caches["pages"], what, side_effect=OSError(errno.ENOSPC, "full")):
        for _visit in range(2):
            assert page.title in body(page.url)


@pytest.mark.slow
def test_a_page_that_another_process_has_made_is_found(page):
    code = (
        "from django.core.cache import caches; from pathlib import Path;"
        "folder = Path(caches['pages']._dir);"
        "print(len(list(folder.iterdir())), caches['pages'].get('asked'))"
    )
    kept.caches["pages"].set("asked", "kept")
    assert page.title in body(page.url)
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.split() == ["2", "kept"]


def test_two_questions_are_kept_apart():
    assert "no-such-word" in body("/search/?q=no-such-word")
    assert "no-such-word" not in body("/search/?q=naloxone")

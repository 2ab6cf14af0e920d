"""Email alerts on request: confirmed from the mailbox, stopped by one click, erased for good."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from alerts import digest, matching
from alerts.models import Alert
from common import encryption
from mail.models import Message
from practices.models import ContributionPage
from search.every import every_id, holding
from search.query import RECORD, SHARED, TYPE, SearchQuery
from tests.factories import PracticeFactory
from tests.nightly import nightly
from tests.search import corpus

pytestmark = pytest.mark.django_db
ADDRESS = "Reader.Person@example.org"


def ask(client, params="q=zorga", email=ADDRESS, frequency="daily"):
    return client.post(f"/alerts/new/?{params}", {"email": email, "frequency": frequency})


def mailed():
    call_command("send_mail_queue")
    return mail.outbox[-1]


def path_in(text, action):
    return "/" + re.search(rf"http\S+/alerts/{action}/[^\s>]+", text)[0].split("/", 3)[3]


def subscribe(client, **options):
    ask(client, **options)
    client.post(path_in(mailed().body, "confirm"))
    alert = Alert.objects.latest("pk")
    day = timezone.now() - timedelta(days=1)
    Alert.objects.filter(pk=alert.pk).update(covered_until=day, due_at=day)
    return alert


def told(client, **options):
    alert = subscribe(client, **options)
    PracticeFactory(title="Zorga")
    call_command("gather_news")
    call_command("send_digests")
    return alert, mailed()


def test_no_mail_before_the_mailbox_said_yes(client):
    ask(client)
    PracticeFactory(title="Zorga")
    call_command("gather_news")
    Alert.objects.update(due_at=timezone.now(), covered_until=timezone.now() - timedelta(days=1))
    call_command("send_digests")
    call_command("send_mail_queue")
    assert [message.subject for message in mail.outbox] == ["Please confirm your email alert"]


def test_a_program_that_follows_links_confirms_and_stops_nothing(client):
    ask(client)
    client.get(path_in(mailed().body, "confirm"))
    assert Alert.objects.get().confirmed_at is None
    alert, message = told(client)
    client.get(path_in(message.body, "stop"))
    assert Alert.objects.filter(pk=alert.pk).exists()


def test_one_click_stops_from_the_header_without_a_session(client):
    alert, message = told(client)
    header = message.extra_headers["List-Unsubscribe"]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(path_in(header, "stop"), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Alert.objects.filter(pk=alert.pk).exists()
    assert stranger.post(path_in(header, "stop")).status_code == 200  # twice does no harm


def database_text():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM alerts_alert")
        rows = cursor.fetchall()
        cursor.execute("SELECT * FROM mail_message")
        return str([*rows, *cursor.fetchall()]).lower()


def test_the_address_is_nowhere_in_the_clear_once_the_mail_is_sent(client):
    alert, _message = told(client)
    assert alert.email == ADDRESS
    assert "reader" not in database_text()
    assert Alert.objects.of("READER.person@example.org").get() == alert


def test_erasing_takes_all_alerts_and_the_mails_on_their_way(client):
    _alert, message = told(client)
    subscribe(client, params="chapter=4")
    ask(client, params="chapter=5")
    mine = path_in(message.body, "mine")
    assert "Zorga" not in client.get(mine).content.decode()
    assert client.get(mine).content.decode().count("/alerts/stop/") == 2
    client.post(f"{mine}erase/")
    assert (Alert.objects.count(), Message.objects.count()) == (0, 0)
    assert client.get(mine).status_code == 410
    subscribe(client)
    call_command("erase_alerts", ADDRESS.upper(), verbosity=0)
    assert Alert.objects.count() == 0


def test_a_mailbox_gets_few_mails_it_did_not_agree_to(client):
    answers = {ask(client, params=f"q=w{number}")["Location"] for number in range(5)}
    assert answers == {"/alerts/asked/"}
    assert Message.objects.count() == 3


def test_who_asks_too_often_waits_and_loses_nothing(client, settings, one_minute):
    settings.ALERTS_A_MINUTE = 1
    ask(client, email="a@example.org")
    answer = ask(client, email="b@example.org")
    assert "Wait a minute" in answer.content.decode()
    assert "b@example.org" in answer.content.decode()


@pytest.mark.parametrize("email", ["", "no address", "a@b\nBcc: c@example.org"])
def test_what_is_no_address_is_said(client, email):
    answer = ask(client, email=email)
    assert answer.status_code == 200
    assert 'id="id_email_error"' in answer.content.decode()
    assert not Alert.objects.exists()


def test_who_never_confirms_is_forgotten(client):
    ask(client)
    path = path_in(mailed().body, "confirm")
    digest.send_due(timezone.now() + timedelta(days=3))
    assert not Alert.objects.exists()
    assert client.post(path).status_code == 410


def test_the_same_wish_twice_is_one(client):
    subscribe(client, params="q=zorga&chapter=4")
    subscribe(client, params="chapter=4&q=zorga&page=3&sort=newest", frequency="weekly")
    assert Alert.objects.get().frequency == "weekly"
    assert Alert.objects.get().params == "chapter=4&q=zorga"


def test_keys_can_be_changed(client, settings):
    alert, _message = told(client)
    settings.ENCRYPTION_KEYS = ["new", settings.SECRET_KEY]
    assert Alert.objects.of(ADDRESS).get().email == ADDRESS
    call_command("rotate_encryption", verbosity=0)
    settings.ENCRYPTION_KEYS = ["new"]
    assert Alert.objects.of(ADDRESS).get().email == ADDRESS
    assert alert.address != Alert.objects.get().address
    assert encryption.decrypt(encryption.encrypt("é")) == "é"


def test_weekly_mails_come_on_mondays():
    alert = Alert(frequency="weekly")
    sunday = datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert alert.next_due(sunday) == datetime(2026, 11, 30, 6, tzinfo=UTC)
    monday = datetime(2026, 11, 30, 6, 1, tzinfo=UTC)
    assert alert.next_due(monday) == datetime(2026, 12, 7, 6, tzinfo=UTC)


def test_a_mail_tells_of_one_contribution_once_however_often_it_runs(client):
    told(client)
    for _round in range(3):
        Alert.objects.update(due_at=timezone.now())
        call_command("send_digests")
    assert not Message.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *nightly(1)])
def test_an_alert_finds_what_a_search_finds(seed):
    import random

    rng = random.Random(seed)  # noqa: S311  the point is that it repeats
    documents = corpus.build(seed, size=10, of_record=8)
    public = [document.pk for document in documents if document.public]
    news = set(public[::2])
    matcher = matching.Matcher(news)
    for _number in range(20):
        text, selected = corpus.random_query(rng, list(matcher.members))
        query = SearchQuery(text=text, selected=selected)
        from alerts.mails import normalised

        assert matcher.match(normalised(query)) == set(every_id(query)) & news
    query = SearchQuery(text="zorga", selected={TYPE: (*SHARED, *RECORD)})
    assert holding(query, news) == set(every_id(query)) & news
    assert ContributionPage.objects.filter(pk__in=news).count() == len(news)

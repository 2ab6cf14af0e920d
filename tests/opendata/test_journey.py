"""A practice published now is in feed, API, harvest and a digest; one withdrawn leaves them all."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from alerts.models import Alert
from mail.models import Message
from opendata.models import PublicRecord
from taxonomy.models import Chapter
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
PARAMS = "q=zorga&chapter=4&region=african"


def subscribed(client, params=PARAMS, frequency="daily", email="reader@example.org"):
    """By the door everybody uses: ask, open the mail, confirm."""
    client.post(f"/alerts/new/?{params}", {"email": email, "frequency": frequency})
    call_command("send_mail_queue")
    link = re.search(r"http\S+/alerts/confirm/\S+", mail.outbox[-1].body)[0]
    client.post("/" + link.split("/", 3)[3])
    return Alert.objects.latest("pk")


def practice(**fields):
    terms = {"chapters": [Chapter.objects.get(number=4)]}
    return PracticeFactory(title="Zorga in Kenya", state="ke", terms=terms, **fields)


def due(alert):
    Alert.objects.filter(pk=alert.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def a_day_passes(alert):
    """What was published before the confirmation lies a day back, what follows is news."""
    Alert.objects.filter(pk=alert.pk).update(
        covered_until=timezone.now() - timedelta(days=1), due_at=timezone.now()
    )


def ways_out(client):
    return {
        "api": client.get(f"/api/v1/search?{PARAMS}").content.decode(),
        "feed": client.get(f"/search/feed/?{PARAMS}").content.decode(),
        "harvest": client.get("/oai/?verb=ListRecords&metadataPrefix=oai_dc").content.decode(),
    }


def test_published_then_withdrawn(client):
    alert = subscribed(client)
    a_day_passes(alert)
    page = practice()
    call_command("gather_news")
    assert all(page.title in answer for answer in ways_out(client).values())
    call_command("send_digests")
    call_command("send_mail_queue")
    assert page.title in mail.outbox[-1].body
    assert f"/id/{page.pk}/" in mail.outbox[-1].body
    Page.objects.get(pk=page.pk).specific.unpublish()
    call_command("gather_news")
    assert not any(page.title in answer for answer in ways_out(client).values())
    assert 'status="deleted"' in ways_out(client)["harvest"]
    assert client.get(f"/id/{page.pk}/").status_code == 410
    assert page.title not in client.get(f"/id/{page.pk}/").content.decode()
    assert client.get(f"/id/{page.pk}/v1/").status_code == 410


def test_withdrawn_before_the_ledger_noticed_is_in_no_mail(client):
    alert = subscribed(client)
    a_day_passes(alert)
    page = practice()
    call_command("gather_news")
    Page.objects.get(pk=page.pk).specific.unpublish()
    call_command("send_digests")
    assert not Message.objects.filter(subject__contains="zorga").exists()
    assert not any(page.title in answer for answer in ways_out(client).values())


def test_told_once_and_only_of_what_matches(client):
    alert = subscribed(client)
    other = subscribed(client, "chapter=7", email="other@example.org")
    for each in (alert, other):
        a_day_passes(each)
    practice()
    call_command("gather_news")
    call_command("send_digests")
    due(alert)
    call_command("send_digests")
    assert list(Message.objects.filter(subject__contains="zorga").values_list("to", flat=True)) == [
        "reader@example.org"
    ]
    assert not Message.objects.filter(to="other@example.org").exists()


def test_an_embargo_is_news_when_it_ends(client):
    page = practice(embargo_until=timezone.now() + timedelta(days=2))
    call_command("gather_news")
    assert not PublicRecord.objects.filter(page_id=page.pk).exists()
    type(page).objects.filter(pk=page.pk).update(embargo_until=timezone.now())
    call_command("record_ended_embargoes")
    call_command("gather_news")
    assert PublicRecord.objects.filter(page_id=page.pk).exists()


def test_a_citation_leads_to_the_page_and_to_the_text_as_it_was(client):
    from tests.factories import put_online

    page = practice(summary="The first text.")
    call_command("gather_news")
    page.summary = "The second text."
    put_online(page.save_revision())
    call_command("gather_news")
    answer = client.get(f"/id/{page.pk}/")
    assert (answer.status_code, answer["Location"]) == (303, page.url)
    first = client.get(f"/id/{page.pk}/v1/").content.decode()
    assert "The first text." in first
    assert "an earlier version" in first
    assert "The second text." in client.get(f"/id/{page.pk}/v2/").content.decode()
    assert client.get(f"/id/{page.pk}/v3/").status_code == 404


def test_the_number_of_an_api_answer_is_the_number_to_cite(client):
    page = practice()
    found = json.loads(client.get(f"/api/v1/search?{PARAMS}").content)["results"][0]
    assert found["id"] == page.pk
    assert found["identifier"].endswith(f"/id/{page.pk}/")
    assert json.loads(client.get(f"/api/v1/practices/{page.pk}").content)["title"] == page.title

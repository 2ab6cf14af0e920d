"""Webhook messages: signed as the specification says, claimed, and sent with the same id."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from standardwebhooks import Webhook as Receiver
from standardwebhooks import WebhookVerificationError

from common import encryption
from opendata import ledger, news
from opendata.models import Delivery, Webhook
from opendata.webhooks import sending, signing
from tests.factories import PracticeFactory
from tests.threads import at_once

URL = "https://partner.example.org/hook?key=1"


class Partner:
    """Takes what is posted, and answers as told."""

    def __init__(self):
        self.secret, self.answer, self.posts = signing.new_secret(), 200, []
        secret = encryption.encrypt(self.secret)
        Webhook.objects.create(name="Partner", url=URL, secret=secret, with_record=True)

    def post(self, url, body, headers):
        self.posts.append((url, body, headers))
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer

    def verified(self):
        """Payloads, each verified by the specification's own library."""
        receiver = Receiver(self.secret)
        return [receiver.verify(body, headers) for _url, body, headers in self.posts]


@pytest.fixture
def partner(monkeypatch):
    partner = Partner()
    monkeypatch.setattr(sending, "post", partner.post)
    return partner


def queue(**events) -> None:
    changes = {name: [] for name in sending.EVENTS} | events
    sending.queue(ledger.Changes(**changes))


@pytest.mark.django_db
def test_a_publication_is_told_signed_and_verified(partner):
    page = PracticeFactory(title="Zorga – a title")
    news.gather()
    assert sending.send_due() == (1, 0)
    (payload,) = partner.verified()
    assert payload["type"] == "contribution.published"
    assert payload["data"]["id"] == page.pk
    assert payload.keys() == {"type", "timestamp", "data"}
    _url, body, headers = partner.posts[0]
    with pytest.raises(WebhookVerificationError):
        Receiver(partner.secret).verify(body + b" ", headers)


@pytest.mark.django_db
def test_a_repetition_has_the_same_id_and_a_signature_of_its_own_time(partner):
    queue(changed=[1], withdrawn=[2])
    partner.answer = 503
    assert sending.send_due() == (0, 2)
    partner.answer = 204
    Delivery.objects.update(next_try=timezone.now())
    assert sending.send_due() == (2, 0)
    ids = [headers["webhook-id"] for _url, _body, headers in partner.posts]
    assert ids[:2] == ids[2:]
    assert len(set(ids)) == 2
    kinds = [payload["type"] for payload in partner.verified()]
    assert kinds == ["contribution.changed", "contribution.withdrawn"] * 2


@pytest.mark.django_db
def test_a_delivery_left_by_a_dead_worker_is_taken_up_after_a_minute(partner):
    queue(changed=[1])
    partner.answer = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        sending.send_due()
    partner.answer = 200
    assert sending.send_due() == (0, 0)
    Delivery.objects.update(claimed_at=timezone.now() - timedelta(seconds=61))
    assert sending.send_due() == (1, 0)
    assert partner.posts[0][2]["webhook-id"] == partner.posts[1][2]["webhook-id"]


@pytest.mark.django_db
def test_a_partner_who_is_removed_meanwhile_leaves_nothing_behind(partner, monkeypatch):
    queue(changed=[1])
    partner.answer = 200
    taken = partner.post

    def remove(*message):
        Webhook.objects.all().delete()
        return taken(*message)

    monkeypatch.setattr(sending, "post", remove)
    assert sending.send_due() == (1, 0)
    assert not Delivery.objects.exists()


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has no threads")
@pytest.mark.django_db(transaction=True)
def test_of_workers_at_once_one_sends_a_delivery_and_in_no_transaction(partner, monkeypatch):
    queue(changed=list(range(20)))
    sent = []

    def post(url, body, headers):
        assert not connection.in_atomic_block
        sent.append(json.loads(body)["data"]["id"])
        return 200

    monkeypatch.setattr(sending, "post", post)
    at_once(*[sending.send_due] * 4)
    assert sorted(sent) == list(range(20))

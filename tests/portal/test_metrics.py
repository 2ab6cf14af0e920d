"""Figures for Prometheus, only with the token."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from mail import outbox
from mail.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _token(settings):
    settings.METRICS_TOKEN = "only-prometheus-knows"


def figures(client):
    answer = client.get("/metrics/", headers={"Authorization": "Bearer only-prometheus-knows"})
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    samples = [sample for family in families for sample in family.samples]
    return {
        (sample.name, *(value for _name, value in sorted(sample.labels.items()))): sample.value
        for sample in samples
    }


@pytest.mark.asvs("13.4.5")
@pytest.mark.parametrize("given", [None, "Bearer wrong", "Bearer ", "only-prometheus-know", "é"])
def test_without_the_token_there_is_no_such_page(client, given):
    headers = {"Authorization": given} if given else {}
    assert client.get("/metrics/", headers=headers).status_code == 404


def test_without_a_token_in_the_settings_there_is_none_for_anybody(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404


def test_requests_are_counted_by_view_and_not_by_address(client):
    name = ("portal_requests_total", "GET", "404", "wagtail_serve")
    before = figures(client).get(name, 0)
    for number in range(3):
        client.get(f"/no-such-page-{number}/")
    after = figures(client)
    assert after[name] - before == 3
    assert not [key for key in after if "no-such-page" in str(key)]
    assert after[("portal_request_seconds_count", "wagtail_serve")] >= 3


def test_health_and_queues_are_there(client):
    outbox.put("a@example.org", "A", "B")
    found = figures(client)
    assert found[("portal_healthy", "database")] == 1
    assert found[("portal_mail_queue_waiting",)] == 1
    Message.objects.update(state="failed")
    found = figures(client)
    assert found[("portal_healthy", "mail_queue")] == 0
    assert found[("portal_mail_queue_given_up",)] == 1

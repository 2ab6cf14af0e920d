"""Every line tells its request; every answer tells its name; nothing private is written."""

import io
import json
import logging
import re

import pytest
from django.test import Client
from django.urls import reverse
from pythonjsonlogger.json import JsonFormatter

from portal import logs
from portal.settings import base
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """What the portal would write in production, as parsed JSON."""
    options = dict(base.LOGGING["formatters"]["json"])
    assert options.pop("()") == "pythonjsonlogger.json.JsonFormatter"
    options["fmt"] = options.pop("format")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter(**options))
    handler.addFilter(logs.WithRequestId())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.asvs("16.2.1", "16.2.4")
def test_a_request_is_one_line_with_its_name(client, lines):
    answer = client.get("/search/?q=secret-question")
    (line,) = [line for line in lines() if line["message"] == "request"]
    assert line["request_id"] == answer["X-Request-ID"]
    assert len(line["request_id"]) == 32
    assert (line["path"], line["status"], line["method"]) == ("/search/", 200, "GET")
    assert line["level"] == "INFO"
    assert "timestamp" in line
    assert "secret-question" not in json.dumps(lines())


@pytest.mark.asvs("16.2.1", "16.2.4")
def test_other_lines_of_the_request_bear_its_name(client, lines):
    answer = client.get(
        "/no-such-page/?q=secret-question", headers={"X-Request-ID": "from-the-proxy-1"}
    )
    assert answer["X-Request-ID"] == "from-the-proxy-1"
    assert "secret-question" not in json.dumps(lines())
    assert {line["request_id"] for line in lines()} == {"from-the-proxy-1"}
    assert {line["logger"] for line in lines()} >= {"django.request", "portal.request"}


KEYS = ["alert_confirm", "alert_stop", "alert_mine", "alert_erase", "invitation"]


@pytest.mark.asvs("14.2.1")
@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("ask", ["get", "post"])  # sent without a token against forgery
def test_the_key_in_an_address_is_written_nowhere(lines, name, ask):
    getattr(Client(enforce_csrf_checks=True), ask)(reverse(name, args=["key-of-somebody"]))
    assert lines()
    assert "key-of-somebody" not in json.dumps(lines())


def test_nor_are_those_of_a_new_password(client, lines):
    address = reverse("wagtailadmin_password_reset_confirm", args=["MTIzNDU", "key-of-somebody"])
    client.get(address)
    assert lines()
    assert not re.search("key-of-somebody|MTIzNDU", json.dumps(lines()))


@pytest.mark.asvs("4.1.3", "16.4.1")
@pytest.mark.parametrize("wish", ["short", "a" * 65, "line\u2028break-in-it", "{json: 'in it'}"])
def test_a_harmful_name_is_replaced(client, wish):
    assert client.get("/health/", headers={"X-Request-ID": wish})["X-Request-ID"] != wish


@pytest.mark.asvs("16.2.5")
def test_a_line_tells_who_by_number_and_no_password(client, lines):
    person = people.focal_point("ke")
    data = {"username": person.username, "password": people.PASSWORD}
    client.post("/admin/login/", data)
    client.get("/submit/")
    written = json.dumps(lines())
    assert people.PASSWORD not in written
    assert person.email not in written
    assert lines()[-1]["user_id"] == person.pk


def test_probes_are_not_written(client, lines):
    client.get("/health/")
    assert lines() == []

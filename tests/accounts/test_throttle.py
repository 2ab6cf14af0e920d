"""Guessing passwords: ten tries in five minutes, and never at the victim's cost."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common.http import client_ip
from mail.models import Message
from tests import people
from tests.nightly import NIGHTLY

pytestmark = pytest.mark.django_db
WRONG = "wrong"


@pytest.fixture(autouse=True)
def _throttle(settings):
    settings.AXES_ENABLED = True
    settings.EMAIL_BACKEND = "mail.outbox.QueueBackend"


@pytest.fixture
def evaluated(monkeypatch):
    """Counts the passwords that were really compared."""
    seen = []
    verify = MD5PasswordHasher.verify

    def counting(self, password, encoded):
        seen.append(password)
        return verify(self, password, encoded)

    monkeypatch.setattr(MD5PasswordHasher, "verify", counting)
    return seen


def guess(user, address, password=WRONG, client=None, **headers):
    data = {"username": user.username, "password": password}
    client = client or Client()
    return client.post("/admin/login/", data, REMOTE_ADDR=address, **headers)


def enters(answer):
    return answer.status_code == 302


@pytest.mark.fault(25)
def test_one_address_gets_ten_guesses(evaluated):
    victims = [people.focal_point("ke") for _number in range(3)]
    answers = [guess(victims[number % 3], "192.0.2.1") for number in range(20)]
    assert len(evaluated) <= 10
    assert answers[-1].status_code == 429
    assert "five minutes" in answers[-1].content.decode()


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.asvs("6.3.1")
@pytest.mark.fault(25)
def test_a_thousand_addresses_get_ten_guesses_at_one_account(evaluated, rf):
    """Straight at the check of the password: a thousand pages would take a minute."""
    victim = people.officer()
    for number in range(1000 if NIGHTLY else 100):
        request = rf.post("/admin/login/", REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}")
        assert authenticate(request, username=victim.username, password="wrong") is None
    assert len(evaluated) <= 10
    assert not enters(guess(victim, "198.51.100.7", people.PASSWORD))


@pytest.mark.asvs("15.3.4")
@pytest.mark.fault(25)
def test_a_made_up_forwarded_address_changes_nothing(evaluated, settings):
    victim = people.officer()
    for proxies in (0, 1):
        settings.TRUSTED_PROXIES = proxies
        for number in range(20):
            # With one proxy, its own entry comes last; the visitor's stands before.
            forwarded = f"203.0.113.{number}, 192.0.2.9" if proxies else f"203.0.113.{number}"
            guess(victim, "192.0.2.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert len(evaluated) <= 10


@pytest.mark.asvs("6.3.1")
@pytest.mark.fault(25)
def test_the_victim_is_not_locked_out_at_home():
    victim, browser = people.officer(), Client()
    assert enters(guess(victim, "192.0.2.44", people.PASSWORD, browser))
    for number in range(15):
        guess(victim, f"198.51.100.{number}")
    assert enters(guess(victim, "192.0.2.44", people.PASSWORD))


def test_the_victim_is_not_locked_out_with_a_known_browser_elsewhere():
    victim, browser = people.officer(), Client()
    guess(victim, "192.0.2.44", people.PASSWORD, browser)
    browser.post("/admin/logout/")
    for number in range(15):
        guess(victim, f"198.51.100.{number}")
    assert enters(guess(victim, "203.0.113.77", people.PASSWORD, browser))


def test_somebody_elses_known_browser_gives_no_more_guesses(evaluated):
    thief, victim, browser = people.focal_point("pe"), people.officer(), Client()
    guess(thief, "192.0.2.1", people.PASSWORD, browser)
    browser.cookies.pop("sessionid")
    evaluated.clear()
    for number in range(15):
        guess(victim, f"198.51.100.{number}", client=browser)
    assert len(evaluated) <= 10


@pytest.mark.asvs("6.3.8")
def test_known_and_unknown_names_get_the_same_answer_and_the_same_work(monkeypatch):
    """Each costs one hash: Django hashes for nobody as well, and the throttle stands before."""
    work = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: work.append(1) or encode(*args))
    known, unknown = people.officer(), people.user("gone-")
    name = unknown.username
    unknown.delete()
    work.clear()
    answers = []
    for username in (known.username, name):
        data = {"username": username, "password": "wrong"}
        answers.append(Client().post("/admin/login/", data, REMOTE_ADDR="192.0.2.3"))
    assert len(work) == 2, work
    bodies = [answer.content.decode() for answer in answers]
    assert "password didn't match" in bodies[0].replace("&#x27;", "'")
    assert visible(bodies[0], known.username) == visible(bodies[1], name)


def visible(body, name):
    """The page without what differs at every request."""
    return re.sub(r"[A-Za-z0-9]{64}", "", body).replace(name, "")


def ask_for_mail(client, email):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post("/admin/password_reset/", {"email": email})
    work = [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]]
    return answer.status_code, answer["Location"], work


@pytest.mark.asvs("2.3.2")
def test_five_reset_mails_a_day_for_an_address(client):
    user = people.focal_point("ke")
    answers = {ask_for_mail(client, user.email)[:2] for _number in range(20)}
    assert len(answers) == 1
    assert Message.objects.filter(to=user.email).count() == 5
    other = people.focal_point("fr")
    ask_for_mail(client, other.email)
    assert Message.objects.filter(to=other.email).count() == 1


@pytest.mark.asvs("6.3.8")
def test_an_unknown_address_gets_the_same_answer_and_the_same_work(client):
    user = people.focal_point("ke")
    ask_for_mail(client, people.focal_point("pe").email)  # fills the caches
    known, unknown = ask_for_mail(client, user.email), ask_for_mail(client, "no@example.org")
    assert known[:2] == unknown[:2]
    assert known[2] == unknown[2]
    assert not Message.objects.filter(to="no@example.org").exists()


@pytest.mark.asvs("4.1.3")
@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.1", "192.0.2.1"),
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "10.9.9.9, 203.0.113.1", "203.0.113.1"),
        (2, "10.9.9.9, 203.0.113.1, 192.0.2.7", "203.0.113.1"),
        (1, "", "192.0.2.1"),
        (1, "<script>", None),
        (3, "203.0.113.1", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(rf, settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_ip(rf.get("/", REMOTE_ADDR="192.0.2.1", **headers)) == expected

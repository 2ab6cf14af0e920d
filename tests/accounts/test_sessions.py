"""Sessions end: by idling, by the day, by logging out, by any change of role or standing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.models import SignIn
from audit.models import AuditEntry
from practices.models import FocalPoint
from tests import people
from tests.factories import member_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return people.focal_point("ke")


@pytest.fixture
def browser(person):
    client = Client()
    client.force_login(person)
    assert client.get("/submit/").status_code == 200
    return client


def is_out(client):
    answer = client.get("/submit/")
    return answer.status_code == 302 and answer["Location"].startswith("/admin/login/")


@pytest.mark.asvs("7.3.1")
@pytest.mark.fault(27)
def test_idling_ends_it(browser, settings):
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=29))
    assert not is_out(browser)
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=settings.SESSION_IDLE_MINUTES))
    assert is_out(browser)
    assert "signed out" in browser.get("/admin/login/").content.decode()


@pytest.mark.asvs("7.3.1")
def test_an_open_editor_keeps_no_session_alive(browser):
    long_ago = timezone.now() - timedelta(minutes=20)
    SignIn.objects.update(seen_at=long_ago)
    browser.post("/admin/editing-sessions/ping/practices/practicepage/1/1/")
    assert SignIn.objects.get().seen_at == long_ago
    browser.get("/submit/")
    assert SignIn.objects.get().seen_at > long_ago


@pytest.mark.asvs("7.3.2")
@pytest.mark.fault(27)
def test_the_working_day_ends_it(browser):
    SignIn.objects.update(since=timezone.now() - timedelta(hours=9, minutes=59))
    assert not is_out(browser)
    SignIn.objects.update(since=timezone.now() - timedelta(hours=10))
    assert is_out(browser)


def test_limits_are_those_of_the_standard(settings):
    assert 15 <= settings.SESSION_IDLE_MINUTES <= 30
    assert 8 * 3600 <= settings.SESSION_COOKIE_AGE <= 12 * 3600


def old_cookie(client):
    """Another browser with a copy of the cookie."""
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    return thief


@pytest.mark.asvs("7.4.1")
def test_logging_out_kills_the_cookie(browser):
    thief = old_cookie(browser)
    assert not is_out(thief)
    browser.post("/admin/logout/")
    assert is_out(thief)


@pytest.mark.asvs("7.2.4")
def test_a_session_set_by_somebody_else_is_not_taken_over(person):
    client = Client()
    client.get("/admin/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    data = {"username": person.username, "password": people.PASSWORD}
    client.post("/admin/login/", data)
    assert client.cookies["sessionid"].value != planted


def add_group(user):
    group = Group.objects.create(name="Some role")
    group.user_set.through.objects.create(group=group, user=user)  # no signal, so no session ends
    return group


CHANGES = {
    "password": lambda user: user.set_password("something long and new") or user.save(),
    "deactivated": lambda user: setattr(user, "is_active", False) or user.save(),
    "superuser": lambda user: setattr(user, "is_superuser", True) or user.save(),
    "dismissed": lambda user: user.focal_points.get().delete(),
    "another State": lambda user: FocalPoint.objects.create(user=user, state=member_state("fr")),
    "officer": lambda user: user.groups.add(roles.secretariat_group()),
    "officer, from the other side": lambda user: roles.secretariat_group().user_set.add(user),
    "no group": lambda user: add_group(user) and user.groups.clear(),
    "group emptied": lambda user: add_group(user).user_set.clear(),
}


@pytest.mark.asvs("7.4.2", "7.4.3")
@pytest.mark.fault(27)
@pytest.mark.parametrize("change", CHANGES)
def test_every_session_ends_with_a_change(person, browser, change):
    elsewhere = Client()
    elsewhere.force_login(person)
    assert not is_out(elsewhere)
    CHANGES[change](person)
    assert is_out(browser)
    assert is_out(elsewhere)


@pytest.mark.asvs("7.4.2", "7.4.3")
def test_an_old_cookie_stays_dead_when_the_account_is_opened_again(person, browser):
    for active in (False, True):
        person.is_active = active
        person.save()
    assert is_out(browser)


def test_other_changes_end_nothing(person, browser):
    person.first_name = "Another"
    person.save()
    assert not is_out(browser)


@pytest.mark.asvs("7.5.2")
def test_one_sees_ones_sessions_and_ends_them(person, browser):
    elsewhere = Client()
    elsewhere.force_login(person)
    page = browser.get("/account/").content.decode()
    assert page.count("<bdi>Another browser</bdi>") == 2
    other = SignIn.objects.exclude(key=browser.session["sign_in"]).get()
    stranger = Client()
    stranger.force_login(people.focal_point("fr"))
    assert stranger.post(reverse("end_session", args=[other.pk])).status_code == 404
    browser.post(reverse("end_session", args=[other.pk]))
    assert is_out(elsewhere)
    elsewhere.force_login(person)
    browser.post(reverse("end_other_sessions"))
    assert is_out(elsewhere)
    assert not is_out(browser)


@pytest.mark.asvs("7.4.5")
def test_an_officer_ends_anybodys_sessions(person, browser):
    officer = Client()
    officer.force_login(people.officer())
    officer.post(reverse("end_sessions_of", args=[person.pk]), people.CONFIRMED)
    assert is_out(browser)
    assert AuditEntry.objects.get(action="sessions ended").after["person"] == person.username


@pytest.mark.asvs("14.3.1")
def test_logging_out_clears_what_the_browser_kept(browser):
    answer = browser.post("/admin/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_a_session_that_ran_out_leaves_what_the_browser_kept(browser):
    SignIn.objects.update(seen_at=timezone.now() - timedelta(days=1))
    answer = browser.post("/submit/1/basics/autosave/", {"title": "Typed"})
    assert answer.status_code == 302
    assert "Clear-Site-Data" not in answer


@pytest.mark.asvs("16.3.1")
def test_signing_in_and_out_is_logged_without_the_name_that_was_typed(person, caplog):
    client = Client()
    with caplog.at_level("INFO", "portal.security"):
        for password in ("wrong", people.PASSWORD):
            client.post("/admin/login/", {"username": person.username, "password": password})
        client.post("/admin/logout/")
    told = [(record.message, record.user_id) for record in caplog.records]
    assert told == [("sign-in failed", None), ("signed in", person.pk), ("signed out", person.pk)]
    assert person.username not in caplog.text


@pytest.mark.asvs("7.4.4")
def test_every_page_behind_the_door_offers_to_sign_out(browser):
    for address in ("/submit/", "/submit/new/", "/account/"):
        assert "/admin/logout/" in browser.get(address).content.decode(), address

"""A production portal starts only when it is safe; each case is a process of its own."""

import json
import os
import subprocess
import sys

import pytest

from tests.browser.server import ROOT

pytestmark = pytest.mark.slow

KEY = "k9#Zq2!vLx7@Rt4$Wn8%Yb3^Mc6&Hd1*Jf5(Gs0)Pa-Qe_Uo=Ti+"
SAFE = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "practices.example.org",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:1/portal",
    "WAGTAILADMIN_BASE_URL": "https://practices.example.org",
}


def manage(*arguments, **changes):
    return run("manage.py", *arguments, **changes)


def run(*arguments, **changes):
    names = (*SAFE, "DEBUG", "SECURE_SSL_REDIRECT", "ELASTICSEARCH_URL")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment |= {name: value for name, value in (SAFE | changes).items() if value is not None}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


CHECK_AND_SHOW_COOKIE = """
from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
print(settings.SESSION_COOKIE_NAME)
"""


@pytest.mark.asvs("3.4.1", "12.2.1")
@pytest.mark.fault(24)
def test_the_deploy_checks_are_clean():
    answer = manage("shell", "--no-imports", "-c", CHECK_AND_SHOW_COOKIE)
    assert answer.returncode == 0, answer.stderr
    assert "0 silenced" in answer.stdout
    assert "__Host-sessionid" in answer.stdout


UNSAFE = {
    "debug": ({"DEBUG": "on"}, "DEBUG is on"),
    "short key": ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
    "simple key": ({"SECRET_KEY": "a" * 80}, "SECRET_KEY is too short or too simple"),
    "example key": ({"SECRET_KEY": "change-me-to-fifty-random-characters"}, "that others know"),
    "development key": ({"SECRET_KEY": "for-development-only"}, "that others know"),
    "no key": ({"SECRET_KEY": None}, "SECRET_KEY"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS lets in every name"),
    "hosts below": ({"ALLOWED_HOSTS": ".example.org"}, "ALLOWED_HOSTS lets in every name"),
    "empty hosts": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
    "no hosts": ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
    "no database": ({"DATABASE_URL": None}, "DATABASE_URL is not set"),
    "SQLite": ({"DATABASE_URL": "sqlite:///x.sqlite3"}, "not a PostgreSQL database"),
    "no base": ({"WAGTAILADMIN_BASE_URL": None}, "mails would lead to localhost"),
    "plain base": ({"WAGTAILADMIN_BASE_URL": "http://practices.example.org"}, "unsafe links"),
    "no HTTPS": ({"SECURE_SSL_REDIRECT": "off"}, "SECURE_SSL_REDIRECT is off"),
}


@pytest.mark.asvs("13.4.2")
@pytest.mark.fault(24)
@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_portal_does_not_start(name):
    changes, words = UNSAFE[name]
    answer = manage("diffsettings", **changes)
    assert answer.returncode != 0
    assert words in answer.stderr


def test_all_faults_are_told_at_once():
    said = manage("diffsettings", SECRET_KEY="short", ALLOWED_HOSTS="*").stderr
    assert "SECRET_KEY" in said
    assert "ALLOWED_HOSTS" in said


SHOW_SECURITY = """
import json
from django.conf import settings
prefixes = ("SECURE_", "CSRF_", "SESSION_COOKIE_", "X_FRAME", "CONTENT_SECURITY", "PERMISSIONS_P")
names = [name for name in dir(settings) if name.startswith(prefixes) or name.endswith("_POLICY")]
print(json.dumps({name: getattr(settings, name) for name in sorted(names)}, default=str))
"""
# What HTTPS alone makes possible; the browser tests visit a laptop's own address without it.
NEEDS_HTTPS = {
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SECURE_SSL_REDIRECT",
    "SECURE_REDIRECT_EXEMPT",
    "SECURE_PROXY_SSL_HEADER",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_NAME",  # __Host-
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "CSRF_TRUSTED_ORIGINS",
}


def shown(**environment):
    answer = run("-c", SHOW_SECURITY, **environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.fixture(scope="module")
def laptop():
    return shown(
        ALLOWED_HOSTS="localhost",
        WAGTAILADMIN_BASE_URL="http://localhost:8000",
        SECURE_SSL_REDIRECT="false",
    )


def test_a_laptop_may_do_without_https(laptop):
    assert "default-src" in str(laptop)
    assert "upgrade-insecure-requests" not in str(laptop)


def test_the_browser_tests_visit_a_server_with_the_headers_of_production(laptop, tmp_path):
    """But for HTTPS: with weaker ones, a form that no visitor can post would pass."""
    visited = shown(
        DJANGO_SETTINGS_MODULE="tests.browser.server_settings", BROWSER_TEST_FOLDER=str(tmp_path)
    )
    differing = {name for name in laptop | visited if laptop.get(name) != visited.get(name)}
    assert differing <= NEEDS_HTTPS

"""Checks that refuse to start a production portal with unsafe settings."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_MIN_LENGTH = 50
KEY_MIN_SIGNS = 10  # different ones
UNSAFE_IN_KEY = ("change-me", "development", "tests-only", "django-insecure", "secret")
LAPTOP = {"localhost", "127.0.0.1", "[::1]"}


def refuse_unsafe(settings) -> None:
    """Raises with every fault at once: nobody likes to hear of them one by one."""
    faults = [fault for check in CHECKS for fault in check(settings)]
    if faults:
        lines = "\n".join(f"  - {fault}" for fault in faults)
        raise ImproperlyConfigured(f"The portal does not start: it would not be safe.\n{lines}")


def debug(settings) -> Iterator:
    if settings["env"].bool("DEBUG", default=False):
        yield "DEBUG is on: visitors would see the inside of the portal. Take it away."


def key(settings) -> Iterator:
    value = settings["SECRET_KEY"]
    if len(value) < KEY_MIN_LENGTH or len(set(value)) < KEY_MIN_SIGNS:
        yield f"SECRET_KEY is too short or too simple: {KEY_MIN_LENGTH} random characters."
    if any(part in value.lower() for part in UNSAFE_IN_KEY):
        yield "SECRET_KEY is an example that others know. Make a random one."


def hosts(settings) -> Iterator:
    names = settings["ALLOWED_HOSTS"]
    if not names:
        yield "ALLOWED_HOSTS is empty: name the address of the portal."
    if any(name == "*" or name.startswith((".", "*")) for name in names):
        yield "ALLOWED_HOSTS lets in every name. Write each host out, without * or leading dot."


def database(settings) -> Iterator:
    if not settings["env"]("DATABASE_URL", default=""):
        yield "DATABASE_URL is not set: production needs its own PostgreSQL database."
    elif settings["DATABASES"]["default"]["ENGINE"] != "django.db.backends.postgresql":
        yield "DATABASE_URL is not a PostgreSQL database (postgres://…)."


def address(settings) -> Iterator:
    parts = urlsplit(settings["WAGTAILADMIN_BASE_URL"])
    if parts.scheme != "https" and parts.hostname not in LAPTOP:
        yield "WAGTAILADMIN_BASE_URL does not begin with https://; mails would hold unsafe links."
    if set(settings["ALLOWED_HOSTS"]) - LAPTOP and parts.hostname in LAPTOP:
        yield "WAGTAILADMIN_BASE_URL is not set: mails would lead to localhost."


def encryption(settings) -> Iterator:
    if not settings["SECURE_SSL_REDIRECT"] and set(settings["ALLOWED_HOSTS"]) - LAPTOP:
        yield "SECURE_SSL_REDIRECT is off: only a laptop (ALLOWED_HOSTS=localhost) may do so."


CHECKS = (debug, key, hosts, database, address, encryption)

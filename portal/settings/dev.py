"""Development settings: `make run`, nothing to configure."""

from .base import *  # noqa: F403  thin overlay
from .base import LOGGING, VAR_DIR, env

VAR_DIR.mkdir(exist_ok=True)
DEBUG = env.bool("DEBUG", default=True)
KEPT_PAGES_SECONDS = KEPT_VALUES_SECONDS = 0  # templates change while one works
SECRET_KEY = env("SECRET_KEY", default="for-development-only")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
MAIL_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", default=False)
DEMO_ACCOUNTS = True  # `manage.py demo_accounts`; their password is in README.md
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}  # the audit lines drown a progress bar

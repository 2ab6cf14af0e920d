"""The server that the browser visits: production's headers, files of its own, real error pages."""

import os
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from portal.settings.dev import *  # noqa: F403  thin overlay

DEBUG = False
MEDIA_ROOT = Path(os.environ["BROWSER_TEST_FOLDER"]) / "media"
ELASTICSEARCH_URL = ""
KEPT_PAGES_SECONDS = KEPT_VALUES_SECONDS = 60  # as in production
SEARCHES_A_MINUTE = 10**6  # all tests are one visitor
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"  # to EMAIL_URL: tests/mailbox.py

# Tests set the clock forward by what this file says, in seconds.
_clock, _now = Path(os.environ["BROWSER_TEST_FOLDER"]) / "clock", timezone.now
timezone.now = lambda: (
    _now() + timedelta(seconds=float(_clock.read_text())) if _clock.exists() else _now()
)

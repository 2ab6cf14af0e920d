"""The server that the browser visits: production's headers, files of its own, real error pages."""

import os
from pathlib import Path

from portal.settings.dev import *  # noqa: F403  thin overlay

DEBUG = False
MEDIA_ROOT = Path(os.environ["BROWSER_TEST_FOLDER"]) / "media"
ELASTICSEARCH_URL = ""
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"  # to EMAIL_URL: tests/mailbox.py

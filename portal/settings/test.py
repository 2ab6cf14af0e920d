"""The test run: fast hashing, throwaway files, nothing sent anywhere."""

import os
import tempfile

from .base import *  # noqa: F403  thin overlay
from .base import CACHES, DATABASES, ELASTICSEARCH_ALIAS, VAR_DIR

VAR_DIR.mkdir(exist_ok=True)
DEBUG = False
SECRET_KEY = "for-tests-only"  # noqa: S105  never used outside pytest
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-test-media-")
ELASTICSEARCH_URL = ""  # tests that need the server say so themselves
SEARCH_CALL_TIMEOUT = SEARCH_REQUEST_TIMEOUT = 60  # a busy machine is no fault; test_faults says so
DATABASES["default"].setdefault("TEST", {})
TWO_FACTOR_REQUIRED = False  # the tests of accounts/ ask for it
AXES_ENABLED = False  # likewise; it refuses a sign-in without a request
SEARCHES_A_MINUTE = 10**6  # a run is one visitor; tests/opendata/test_search_rate.py says so
USAGE_SECONDS_IN_MEMORY = 86_400  # tests write the counts themselves
# Tests change rows behind the portal's back; those that do not ask for the fixture kept_pages.
KEPT_PAGES_SECONDS = KEPT_VALUES_SECONDS = 0
LOGGING_CONFIG = None
TASKS = {"default": {"BACKEND": "tests.late_indexes.Backend"}}
# One for each process of the run, and for the processes that its tests start.
_folder = os.environ.setdefault("TEST_CACHE_DIR", tempfile.mkdtemp(prefix="portal-test-cache-"))
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
CACHES["shared"]["LOCATION"] = f"{_folder}/{_worker}"
CACHES["pages"]["LOCATION"] = f"{_folder}/{_worker}-pages"
OPEN_DATA_DIR = VAR_DIR / "test-open-data" / _worker  # not those that `make run` has made
ELASTICSEARCH_ALIAS = f"test-{_worker}-{ELASTICSEARCH_ALIAS}"

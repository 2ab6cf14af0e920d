"""A plugin of pytest: what the tests' own `at_most` counted, written down. See queries.py."""

import json
import os
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from elastic_transport import Transport

ANY = 10**6
_asked, _counts = [], []


def pytest_configure():
    from tests import queries  # its models need Django, which pytest-django has set up by now

    counting, perform = queries.at_most, Transport.perform_request

    def noted(self, *arguments, **options):
        _asked.append(arguments)
        return perform(self, *arguments, **options)

    @contextmanager
    def at_most(_limit, bounds=0):
        before = len(_asked)
        with CaptureQueriesContext(connection) as captured, counting(ANY, ANY) as found:
            yield found
        test = os.environ["PYTEST_CURRENT_TEST"].split(" ")[0]
        _counts.append((test, len(found), len(captured) - len(found), len(_asked) - before))

    Transport.perform_request, queries.at_most = noted, at_most


def pytest_sessionfinish():
    Path(os.environ["BENCH_COUNTS"]).write_text(json.dumps(_counts))

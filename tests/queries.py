"""How often a request asks the database, and what it asks again and again."""

import re
from collections import Counter
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from practices.models import changes

BOUNDS = re.compile("(RELEASE )?SAVEPOINT|BEGIN|COMMIT")


@contextmanager
def at_most(limit, bounds=0):
    """Fail with the statements by their shape; `bounds` are those of transactions, counted apart.

    Yields the statements that ask or write something.
    """
    found = []
    # Every hundredth public change clears old ones away: whose turn it is depends on other tests.
    with patch.object(changes, "KEPT", 10**9), CaptureQueriesContext(connection) as captured:
        yield found
    statements = [query["sql"] for query in captured.captured_queries]
    found += [sql for sql in statements if not BOUNDS.match(sql)]
    numbers = len(found), len(statements) - len(found)
    assert numbers[0] <= limit, _told(statements)
    assert numbers[1] <= bounds, _told(statements)


def _told(statements):
    shapes = Counter(map(_shape, statements)).most_common()
    return "\n".join([f"{len(statements)} statements:", *(f"{n:4} {shape}" for shape, n in shapes)])


def _shape(sql):
    """A statement without its columns and values."""
    sql = re.sub(r"^(SELECT).*?( FROM)", r"\1 …\2", sql, count=1)
    sql = re.sub(r"(SAVEPOINT).*", r"\1", sql)
    return re.sub(r"'[^']*'|\b\d+\b", "?", sql)[:200]

"""Connection pool for PostgreSQL, one in each process.

PostgreSQL may be unable to make a new connection while its disk is full: with one connection for
each request, reading would stop as well.
"""

import environ

env = environ.Env()


def pooled(database: dict) -> dict:
    """What the settings of a database need so that its connections are used again.

    Nothing for SQLite, nor with DATABASE_POOL_MAX=0 (where PgBouncer or its like keeps them).
    """
    largest = env.int("DATABASE_POOL_MAX", default=4)
    if database["ENGINE"] != "django.db.backends.postgresql" or not largest:
        return {}
    pool = {
        "min_size": min(env.int("DATABASE_POOL_MIN", default=1), largest),
        "max_size": largest,
        "timeout": 5,  # the visitor gets a 503 well before gunicorn gives up on the worker
        # Short: while the pool itself waits for its next attempt, no request can start one, and
        # the portal would stay down after the server is back.
        "reconnect_timeout": 5,
        "max_lifetime": 24 * 3600,  # a disk may stay full for hours
    }
    return {
        "OPTIONS": {"connect_timeout": 5} | database.get("OPTIONS", {}) | {"pool": pool},
        "CONN_MAX_AGE": 0,  # Django's condition: the pool keeps the connections
        "CONN_HEALTH_CHECKS": True,  # a connection that broke is replaced before it is used
    }

"""/health/: one named check per part, for probes and for people. /health/live/: the process alone.

Who restarts what does not answer asks /health/live/: a database that is down comes back no sooner
when the portal in front of it is started again. Who sends visitors asks /health/.
"""

import shutil
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from audit.health import audit_chain
from jobs.health import background_jobs
from mail.health import mail_queue
from search.health import search_engine, search_queue

LEAST_FREE = 10  # per cent; Elasticsearch stops writing below 5
NEED_DATABASE = {
    "search_engine": search_engine,
    "search_queue": search_queue,
    "mail_queue": mail_queue,
    "audit_chain": audit_chain,
    "background_jobs": background_jobs,
}


@never_cache
def live(request) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return JsonResponse({"ok": True})


@never_cache
def health(request) -> HttpResponse:
    """Names each check; 503 only when the portal cannot serve pages at all."""
    found = checks()
    ok = all(check["ok"] for check in found.values())
    return JsonResponse({"ok": ok, "checks": found}, status=200 if found["database"]["ok"] else 503)


def checks() -> dict:
    """{name: {"ok": …}}; what reads from the database is left out while it does not answer."""
    found = {"database": database(), "disk_space": disk_space()}
    if found["database"]["ok"]:
        found["migrations"] = migrations()
    if found.get("migrations", {}).get("ok"):  # without its tables a check could only fail
        found |= {name: check() for name, check in NEED_DATABASE.items()}
    return found


def database() -> dict:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"ok": False, "message": "The database does not answer."}
    return {"ok": True}


def migrations() -> dict:
    waiting = len(
        _migrations_of_this_code() - MigrationRecorder(connection).applied_migrations().keys()
    )
    return {"ok": not waiting, "waiting": waiting}


@cache
def _migrations_of_this_code() -> frozenset[tuple[str, str]]:
    """(app, name) of each; read once, for it takes longer than all checks together."""
    return frozenset(MigrationLoader(None).graph.nodes)


def disk_space() -> dict:
    """Where the uploads go; a full disk stops them first."""
    folder = Path(settings.MEDIA_ROOT)
    usage = shutil.disk_usage(folder if folder.exists() else settings.BASE_DIR)
    free = round(100 * usage.free / usage.total)
    return {"ok": free >= LEAST_FREE, "free_percent": free}

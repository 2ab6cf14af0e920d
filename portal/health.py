"""/health/: one named check per part, for probes and for people."""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from search.health import search_engine, search_queue


@never_cache
def health(request):
    """Names each check; 503 only when the portal cannot serve pages at all."""
    checks = {"database": database()}
    if checks["database"]["ok"]:  # the others read from it
        checks |= {"search_engine": search_engine(), "search_queue": search_queue()}
    ok = all(check["ok"] for check in checks.values())
    return JsonResponse(
        {"ok": ok, "checks": checks}, status=200 if checks["database"]["ok"] else 503
    )


def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"ok": False, "message": "The database does not answer."}
    return {"ok": True}

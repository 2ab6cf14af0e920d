"""/health/: one named check per part, for probes and for people."""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def health(request):
    """200 when every check is ok, 503 otherwise; the body names each."""
    checks = {name: check() for name, check in CHECKS.items()}
    ok = all(check["ok"] for check in checks.values())
    return JsonResponse({"ok": ok, "checks": checks}, status=200 if ok else 503)


def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"ok": False, "message": "The database does not answer."}
    return {"ok": True}


CHECKS = {"database": database}

"""The search's part of /health/: which engine answers, and how far the index is behind."""

from django.conf import settings
from django.utils import timezone

from .engines import get_engine
from .engines.breaker import breaker
from .engines.elastic_client import ALIAS, hosts, visitor_client
from .models import IndexState

SLOW_AFTER = 120  # seconds a change may wait before the check turns red


def search_engine() -> dict[str, object]:
    """Whether the engine in use answers; the portal itself works without Elasticsearch."""
    if not settings.ELASTICSEARCH_URL:
        return {"ok": True, "engine": get_engine().name}
    answers = not breaker.is_open and _answers()
    found: dict[str, object] = {
        "ok": answers,
        "engine": "elasticsearch" if answers else "database (stand-in)",
    }
    return found | _cluster() if answers and len(hosts()) > 1 else found


def _cluster() -> dict[str, object]:
    """What one node knows of the others; a missing replica ("yellow") is nothing to wake up for."""
    try:
        health = visitor_client().cluster.health(index=ALIAS, local=True)
    except Exception:
        return {}
    return {"nodes": health["number_of_nodes"], "index": health["status"]}


def _answers() -> bool:
    try:
        return bool(visitor_client().indices.exists_alias(name=ALIAS))
    except Exception:
        return False


def search_queue() -> dict[str, object]:
    """How many pages wait for the index, for how long (seconds), and how many were given up."""
    if not settings.ELASTICSEARCH_URL:
        return {"ok": True, "waiting": 0}
    waiting = IndexState.objects.unsettled()
    oldest = waiting.order_by("since").values_list("since", flat=True).first()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    parked = IndexState.objects.parked().count()
    return {
        "ok": age < SLOW_AFTER and not parked,
        "waiting": waiting.count(),
        "oldest_seconds": round(age),
        "parked": parked,
    }

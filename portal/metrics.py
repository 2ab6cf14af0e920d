"""Metrics for Prometheus: requests as they come, health when it asks."""

import time
from collections.abc import Iterator
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily

from . import health

REQUESTS = Counter("portal_requests", "Requests answered", ["method", "view", "status"])
SECONDS = Histogram("portal_request_seconds", "Time to answer", ["view"])
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
# Figures of the checks, by the name they have on /health/.
FIGURES = {
    "search_queue": ("waiting", "oldest_seconds", "parked"),
    "mail_queue": ("waiting", "oldest_seconds", "given_up"),
    "disk_space": ("free_percent",),
}


class Measured:
    """Counts by the name of the view, never by address: the number of series stays small."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match and match.view_name else "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, view, response.status_code).inc()
        SECONDS.labels(view).observe(time.perf_counter() - start)
        return response


class HealthFigures:
    """Asked anew at each scrape; the same checks as on /health/."""

    def collect(self) -> Iterator:
        checks = health.checks()
        well = GaugeMetricFamily("portal_healthy", "1 when a check is green", labels=["check"])
        for name, check in checks.items():
            well.add_metric([name], check["ok"])
        yield well
        for name, figures in FIGURES.items():
            for figure in figures:
                if figure in checks.get(name, {}):
                    title = f"portal_{name}_{figure}"
                    yield GaugeMetricFamily(title, title, value=checks[name][figure])


@never_cache
def metrics(request) -> HttpResponse:
    """For whoever holds the token; for everybody else there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not token or not compare_digest(given.encode(), token.encode()):
        raise Http404
    return HttpResponse(_page(), content_type=CONTENT_TYPE_LATEST)


def _page() -> bytes:
    """Of all workers together when gunicorn has several (PROMETHEUS_MULTIPROC_DIR)."""
    own = CollectorRegistry()
    own.register(HealthFigures())
    requests = REGISTRY
    if settings.PROMETHEUS_MULTIPROC_DIR:
        requests = CollectorRegistry()
        multiprocess.MultiProcessCollector(requests)
    return generate_latest(requests) + generate_latest(own)

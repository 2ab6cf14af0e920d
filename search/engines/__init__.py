"""The engine in use: Elasticsearch when ELASTICSEARCH_URL is set, the embedded one otherwise."""

from django.conf import settings

from .base import Engine


def get_engine() -> Engine:
    from .database import DatabaseEngine

    if not settings.ELASTICSEARCH_URL:
        return DatabaseEngine()
    from .elastic import ElasticEngine
    from .fallback import FallbackEngine

    return FallbackEngine(ElasticEngine(), DatabaseEngine())

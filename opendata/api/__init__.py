"""/api/v1/: what is public, for programs. Reading only."""

from .operations import api

__all__ = ["api"]

"""Invitations of focal points, and notes on what an upload left out."""

from .draft_notes import DraftNote
from .invitations import Invitation

__all__ = ["DraftNote", "Invitation"]

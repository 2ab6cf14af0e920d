"""Workshops: their public facts, and what a State keeps of them for itself."""

from .assessments import Answer, Assessment
from .erasures import Erasure
from .reminders import Reminded
from .rooms import Group, Participant, Room
from .sealed import Sealed, StateKey
from .shares import Share
from .summaries import Summary, SummaryConsent
from .workshops import Workshop

__all__ = [
    "Answer",
    "Assessment",
    "Erasure",
    "Group",
    "Participant",
    "Reminded",
    "Room",
    "Sealed",
    "Share",
    "StateKey",
    "Summary",
    "SummaryConsent",
    "Workshop",
]

"""Clearances, steps of review, decisions, and what follows a publication."""

from .clearance import Clearance
from .decisions import Answer, Criterion, Decision
from .reclassification import Reclassification
from .reviews import Assignment, Confirmation, RegionReviewer, Reminder
from .workflow import AlreadyDecidedError, FourEyesTask, FourEyesTaskState, NotClearedError, Review

__all__ = [
    "AlreadyDecidedError",
    "Answer",
    "Assignment",
    "Clearance",
    "Confirmation",
    "Criterion",
    "Decision",
    "FourEyesTask",
    "FourEyesTaskState",
    "NotClearedError",
    "Reclassification",
    "RegionReviewer",
    "Reminder",
    "Review",
]

"""What a practice is: terms, places, and the pages that hold the texts."""

from .audit import AuditEntry, AuditHead
from .clearance import Clearance
from .contributions import Annex, ContributionImage, ContributionPage, Link
from .draft_notes import DraftNote
from .invitations import Invitation
from .languages import Language
from .messages import Message
from .pages import PracticeIndexPage, StateIndexPage, StatePage, StrategyIndexPage
from .people import FocalPoint, StateCollection
from .places import MemberState, Region, RegionMembership
from .practice import PracticePage
from .proposals import Proposal
from .retagging import Retagging
from .reviews import Assignment, Confirmation, RegionReviewer, Reminder
from .strategy import StrategyPage
from .taxonomy import (
    Challenge,
    Chapter,
    CrosswalkEdge,
    PolicyDocument,
    Recommendation,
    TargetGroup,
    WorkplanItem,
)
from .workflow import AlreadyDecidedError, FourEyesTask, FourEyesTaskState, NotClearedError

__all__ = [
    "AlreadyDecidedError",
    "Annex",
    "Assignment",
    "AuditEntry",
    "AuditHead",
    "Challenge",
    "Chapter",
    "Clearance",
    "Confirmation",
    "ContributionImage",
    "ContributionPage",
    "CrosswalkEdge",
    "DraftNote",
    "FocalPoint",
    "FourEyesTask",
    "FourEyesTaskState",
    "Invitation",
    "Language",
    "Link",
    "MemberState",
    "Message",
    "NotClearedError",
    "PolicyDocument",
    "PracticeIndexPage",
    "PracticePage",
    "Proposal",
    "Recommendation",
    "Region",
    "RegionMembership",
    "RegionReviewer",
    "Reminder",
    "Retagging",
    "StateCollection",
    "StateIndexPage",
    "StatePage",
    "StrategyIndexPage",
    "StrategyPage",
    "TargetGroup",
    "WorkplanItem",
]

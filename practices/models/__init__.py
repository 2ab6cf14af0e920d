"""What a practice is: terms, places, and the pages that hold the texts."""

from .contributions import Annex, ContributionImage, ContributionPage, Link
from .languages import Language
from .pages import PracticeIndexPage, StateIndexPage, StatePage, StrategyIndexPage
from .places import MemberState, Region, RegionMembership
from .practice import PracticePage
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

__all__ = [
    "Annex",
    "Challenge",
    "Chapter",
    "ContributionImage",
    "ContributionPage",
    "CrosswalkEdge",
    "Language",
    "Link",
    "MemberState",
    "PolicyDocument",
    "PracticeIndexPage",
    "PracticePage",
    "Recommendation",
    "Region",
    "RegionMembership",
    "StateIndexPage",
    "StatePage",
    "StrategyIndexPage",
    "StrategyPage",
    "TargetGroup",
    "WorkplanItem",
]

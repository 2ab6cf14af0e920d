"""Terms by which contributions are filed, and the Member States and regions they come from."""

from .places import MemberState, Region, RegionMembership
from .terms import (
    Challenge,
    Chapter,
    CrosswalkEdge,
    PolicyDocument,
    Recommendation,
    TargetGroup,
    WorkplanItem,
)

__all__ = [
    "Challenge",
    "Chapter",
    "CrosswalkEdge",
    "MemberState",
    "PolicyDocument",
    "Recommendation",
    "Region",
    "RegionMembership",
    "TargetGroup",
    "WorkplanItem",
]

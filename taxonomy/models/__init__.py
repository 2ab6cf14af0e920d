"""Terms by which contributions are filed, and the Member States and regions they come from."""

from .concepts import Concept, ConceptLabel
from .labels import TermLabel
from .places import MemberState, Region, RegionMembership
from .recommendation_texts import RecommendationText
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
    "Concept",
    "ConceptLabel",
    "CrosswalkEdge",
    "MemberState",
    "PolicyDocument",
    "Recommendation",
    "RecommendationText",
    "Region",
    "RegionMembership",
    "TargetGroup",
    "TermLabel",
    "WorkplanItem",
]

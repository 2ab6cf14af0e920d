"""Practices and strategies, the pages above them, and the focal points who write them."""

from .changes import PublicChange
from .citation import Citation
from .contributions import Annex, ContributionImage, ContributionPage, Link
from .events import PublicationEvent
from .fixed_place import FixedPlace
from .pages import (
    PledgeIndexPage,
    PracticeIndexPage,
    StateIndexPage,
    StatePage,
    StrategyIndexPage,
)
from .people import FocalPoint, StateCollection
from .pledge import PledgePage, ProgressNote
from .practice import PracticePage
from .rows import Row, public_rows, read_public_rows, rows_of
from .strategy import StrategyPage
from .worded import Worded, is_worded

__all__ = [
    "Annex",
    "Citation",
    "ContributionImage",
    "ContributionPage",
    "FixedPlace",
    "FocalPoint",
    "Link",
    "PledgeIndexPage",
    "PledgePage",
    "PracticeIndexPage",
    "PracticePage",
    "ProgressNote",
    "PublicChange",
    "PublicationEvent",
    "Row",
    "StateCollection",
    "StateIndexPage",
    "StatePage",
    "StrategyIndexPage",
    "StrategyPage",
    "Worded",
    "is_worded",
    "public_rows",
    "read_public_rows",
    "rows_of",
]

"""The Commission's record: bodies, meetings, and what was said, issued and recommended there."""

from .bodies import Body, Organization
from .calls import CallAnswer, CallPage, CallReminder
from .documents import DocumentFile, DocumentPage, JointSymbol
from .indexes import DocumentIndexPage, MeetingIndexPage
from .interventions import InterventionPage
from .loads import Load, LoadArchive, LoadRow
from .meetings import Figure, MeetingLink, MeetingPage, Panellist, Segment
from .mentions import Mention
from .plans import LoadedRow, ReportedFigure, Workplan
from .recommendations import BodyRecommendationPage, Reply
from .records import RecordPage
from .requests import StatementRequest

RECORD_MODELS = (MeetingPage, InterventionPage, DocumentPage, BodyRecommendationPage, CallPage)

__all__ = [
    "RECORD_MODELS",
    "Body",
    "BodyRecommendationPage",
    "CallAnswer",
    "CallPage",
    "CallReminder",
    "DocumentFile",
    "DocumentIndexPage",
    "DocumentPage",
    "Figure",
    "InterventionPage",
    "JointSymbol",
    "Load",
    "LoadArchive",
    "LoadRow",
    "LoadedRow",
    "MeetingIndexPage",
    "MeetingLink",
    "MeetingPage",
    "Mention",
    "Organization",
    "Panellist",
    "RecordPage",
    "Reply",
    "ReportedFigure",
    "Segment",
    "StatementRequest",
    "Workplan",
]

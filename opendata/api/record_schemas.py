"""The shapes of the Commission's record, and of results that may hold anything."""

from datetime import date
from functools import cache
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import create_model

from commission.dates import Precision
from commission.models import (
    BodyRecommendationPage,
    CallPage,
    DocumentPage,
    Figure,
    InterventionPage,
    MeetingLink,
    MeetingPage,
    Organization,
    Panellist,
    RecordPage,
    Reply,
    Segment,
)
from practices.models import PledgePage
from search.kinds import KINDS

from .contribution_schemas import (
    AnySummary,
    Details,
    Found,
    Hit,
    Pledge,
    PledgeHit,
    Practice,
    Strategy,
)
from .schemas import LanguageCode, Page, Term

INTERVENTIONS = tuple(kind.key for kind in KINDS if kind.model is InterventionPage)


class MeetingReference(Schema):
    id: int
    identifier: str
    url: str
    title: str


class OrganizationTerm(Term):
    kind: Literal[tuple(Organization.Kind.values)]


class RecordSummary(AnySummary):
    date: date | None
    body: Term | None
    meeting: MeetingReference | None
    organization: OrganizationTerm | None


class MeetingSummary(RecordSummary):
    type: Literal["meeting"]
    session: Literal[tuple(MeetingPage.Session.values)]
    last_day: date | None
    precision: Literal[tuple(Precision.values)]
    place: str
    is_online: bool


class InterventionSummary(RecordSummary):
    type: Literal[INTERVENTIONS]


class DocumentSummary(RecordSummary):
    type: Literal["document"]
    symbol: str


class RecommendationSummary(RecordSummary):
    type: Literal["recommendation"]
    number: str


class CallSummary(RecordSummary):
    type: Literal["call"]
    deadline: date
    addressees: Literal[tuple(CallPage.Addressees.values)]


class Source(Details):
    source: str
    source_url: str
    certainty: Literal[tuple(RecordPage.Certainty.values)]


class PanellistFacts(Schema):
    nominated_by: Literal[tuple(Panellist.NominatedBy.values)]
    group: str
    state: str | None
    organization: str | None
    role: str
    name: str


class SegmentFacts(Schema):
    title: str
    day: date | None
    half: Literal[tuple(Segment.Half.values)]
    challenges: list[Term]
    chapters: list[Term]
    panellists: list[PanellistFacts]


class FigureFacts(Schema):
    what: str
    qualifier: Literal[tuple(Figure.Qualifier.values)]
    number: int
    source: str


class WebLink(Schema):
    kind: Literal[tuple(MeetingLink.Kind.values)]
    title: str
    url: str
    seen_on: date | None


class Meeting(Source, MeetingSummary):
    ordinal: int | None
    chair: str
    facilitator: str
    programme: list[SegmentFacts]
    figures: list[FigureFacts]
    web_links: list[WebLink]


class Intervention(Source, InterventionSummary):
    on_behalf_of: str
    speaker_role: str
    speaker_name: str
    spoken: Literal[("", *InterventionPage.Spoken.values)]
    was_delivered: bool


class LanguageFile(Schema):
    language: LanguageCode
    url: str


class Document(Source, DocumentSummary):
    joint_symbols: list[str]
    is_reissued: bool
    files: list[LanguageFile]


class ReplyFacts(Schema):
    state: str
    year: int
    status: Literal[tuple(Reply.Status.values)]
    html: str
    source: str


class BodyRecommendation(Source, RecommendationSummary):
    working_group: str
    addressees: str
    addressed_states: list[str]
    replies: list[ReplyFacts]


class Call(Source, CallSummary):
    pass


class MeetingHit(Found, MeetingSummary):
    pass


class InterventionHit(Found, InterventionSummary):
    pass


class DocumentHit(Found, DocumentSummary):
    pass


class RecommendationHit(Found, RecommendationSummary):
    pass


class CallHit(Found, CallSummary):
    pass


BY_TYPE = Field(discriminator="type")
AnyHit = Annotated[
    Hit | MeetingHit | InterventionHit | DocumentHit | RecommendationHit | CallHit | PledgeHit,
    BY_TYPE,
]
AnyContribution = Annotated[
    Practice | Strategy | Meeting | Intervention | Document | BodyRecommendation | Call | Pledge,
    BY_TYPE,
]


class Results(Page):
    results: list[AnyHit]


# Of the operations on one type: what a result is, and what one contribution is.
OF_MODEL = {
    PledgePage: (PledgeHit, Pledge),
    MeetingPage: (MeetingHit, Meeting),
    InterventionPage: (InterventionHit, Intervention),
    DocumentPage: (DocumentHit, Document),
    BodyRecommendationPage: (RecommendationHit, BodyRecommendation),
    CallPage: (CallHit, Call),
}


@cache
def results_of(hit: type[Found]) -> type[Page]:
    """A page of results that are all of one shape."""
    name = hit.__name__.replace("Hit", "Results")
    return create_model(name, __base__=Page, results=(list[hit], ...))

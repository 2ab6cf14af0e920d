"""The shapes of what States share: practices, strategies and pledges."""

from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext_lazy
from ninja import Field, Schema

from .schemas import LanguageCode, State, Term, TranslationFacts


class AnySummary(Schema):
    id: int
    identifier: str
    url: str
    kind: str
    title: str
    summary: str
    language: LanguageCode
    state: State | None
    start_year: int | None
    end_year: int | None
    chapters: list[Term]
    challenges: list[Term]
    first_published: datetime | None
    last_published: datetime | None
    is_sample: bool
    translations: list[TranslationFacts]


class Summary(AnySummary):
    type: Literal["practice", "strategy"]


class PledgeSummary(AnySummary):
    type: Literal["pledge"]
    date: date | None
    occasion: str
    organization_name: str


class Section(Schema):
    name: str
    heading: str
    html: str
    text: str


class Reference(Schema):
    title: str
    url: str


class CitedSource(Schema):
    kind: Literal["paragraph", "question"]
    symbol: str
    place: str
    year: int | None


class Details(Schema):
    """What is told of one contribution besides its summary."""

    recommendations: list[Term]
    policy_documents: list[Term]
    target_groups: list[Term]
    sections: list[Section]
    links: list[Reference]
    cites: list[CitedSource]
    annexes: list[Reference]


class Practice(Details, Summary):
    type: Literal["practice"]
    institution: str
    evaluation_available: bool


class Strategy(Details, Summary):
    type: Literal["strategy"]
    adopting_body: str
    adopted_on: date | None


class ProgressNote(Schema):
    day: date
    text: str


class Pledge(Details, PledgeSummary):
    progress: list[ProgressNote]


class Found(Schema):
    all_words: bool = Field(
        description=gettext_lazy(
            "Whether it holds all words of `q`. Those that hold some of them come last."
        )
    )


class Hit(Found, Summary):
    pass


class PledgeHit(Found, PledgeSummary):
    pass

"""Meetings, organizations and topics that rows name, read once and not once for each row."""

from functools import cache

from django.db.models import Model

from commission.models import BodyRecommendationPage, MeetingPage, Organization, Segment
from common.folding import folded
from submission.importer.vocabulary import Vocabulary
from taxonomy.languages import Language

LABELS = [f"label_{code}" for code in Language.values]


class LoadVocabulary(Vocabulary):
    def __init__(self) -> None:
        super().__init__()
        self.segments = cache(self._segments)
        self.recommendations = cache(self._recommendations)
        self._meetings: dict[str, list[MeetingPage]] | None = None
        self._organizations: dict[str, Organization] | None = None

    def meetings(self, written: str) -> list[MeetingPage]:
        """Those of this slug or title; none, or several of one title."""
        if self._meetings is None:
            self._meetings = {}
            for meeting in MeetingPage.objects.published().order_by("date"):
                for name in {meeting.slug, folded(meeting.title)}:
                    self._meetings.setdefault(name, []).append(meeting)
        return self._meetings.get(written.lower()) or self._meetings.get(folded(written), [])

    def organization(self, written: str) -> Organization | None:
        """By slug, acronym, or name in one of the six languages."""
        if self._organizations is None:
            self._organizations = {
                folded(name): each
                for each in Organization.objects.all()
                for name in (each.slug, each.acronym, *_labels(each))
                if name
            }
        return self._organizations.get(folded(written))

    def _segments(self, meeting_id: int) -> dict[str, Segment]:
        """By title, by day, and by day and half: "2019-10-17 am"."""
        named: dict[str, Segment] = {}
        for segment in Segment.objects.filter(page_id=meeting_id):
            names = [segment.title]
            if segment.day:
                names.append(f"{segment.day.isoformat()} {segment.half}".strip())
            named |= {folded(name): segment for name in names if name}
        return named

    def _recommendations(self, meeting_id: int) -> dict[str, BodyRecommendationPage]:
        """Those that are public, by number."""
        pages = BodyRecommendationPage.objects.published().filter(meeting=meeting_id)
        return {folded(page.number): page for page in pages}

    def _terms(self, model: type[Model], key: str) -> dict[str, Model]:
        """Also by what the terms are called, in whatever language."""
        terms = super()._terms(model, key)
        for term in list(terms.values()):
            for label in _labels(term):
                terms.setdefault(label, term)
        return terms


def _labels(term: Model) -> list[str]:
    return [label for name in LABELS if (label := getattr(term, name, ""))]

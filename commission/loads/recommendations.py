"""Recommendations of subsidiary bodies that a table names by meeting and number."""

from collections.abc import Sequence

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commission.models import BodyRecommendationPage, RecordPage
from common.folding import folded
from common.forms import CharField, DateField
from common.html import plain_text
from submission.importer.columns import items
from submission.importer.fields import LanguageField, StateField, TermsField
from taxonomy.keys import recommendation_key
from taxonomy.models import Challenge, Chapter, MemberState, Recommendation

from .checked import Checked, compare_page
from .row import Address, Line, RowForm
from .writer import Writer

COLUMNS = (
    "meeting", "number", "title", "text", "working_group", "addressees", "addressed_states",
    "language", "date", "challenges", "chapters", "recommendations", "source", "source_url",
)  # fmt: skip
ALIASES = {
    "recommendation": "number",
    "wording": "text",
    "addressed_to": "addressees",
    "states": "addressed_states",
    "member_states": "addressed_states",
    "topics": "challenges",
}
LONGEST_NUMBER = 20  # of BodyRecommendationPage
TITLE_WORDS, TITLE_LENGTH = 16, 120  # of one that is made of the first words
PLAIN = (
    "number", "text", "working_group", "addressees", "addressed_states", "language", "date",
    "challenges", "chapters", "recommendations", "source", "source_url",
)  # fmt: skip


class StatesField(StateField):
    """Several, each written as one is."""

    def clean(self, value) -> list[MemberState]:  # type: ignore[override]
        text = forms.CharField.clean(self, value)
        return list(dict.fromkeys(self._find(item) for item in items(text)))


class RecommendationRowForm(RowForm):
    key_column = "number"
    number = CharField(max_length=LONGEST_NUMBER)
    title = Line()
    text = forms.CharField()
    working_group = Line()
    addressees = Line()
    addressed_states = StatesField(required=False)
    language = LanguageField(required=False)
    date = DateField(required=False)
    challenges = TermsField(Challenge, "slug")
    chapters = TermsField(Chapter, "number")
    recommendations = TermsField(Recommendation, "key", recommendation_key)
    source = Line(required=True)
    source_url = Address()

    @property
    def row_key(self) -> str:
        meeting, number = map(self.cleaned_data.get, ("meeting", "number"))
        return key_of(meeting, number) if meeting and number else ""

    @property
    def whose(self) -> str:
        meeting = self.cleaned_data.get("meeting")
        return meeting.title if meeting else ""

    def clean(self) -> dict | None:
        data = super().clean()
        meeting, words = data.get("meeting"), plain_text(data.get("text") or "")
        data["title"] = data.get("title") or _beginning(words)
        data["date"] = data.get("date") or (meeting and meeting.date)
        data["language"] = data.get("language") or self.detected_language(data)
        return data


def _beginning(text: str) -> str:
    """Whole words; Chinese has no spaces between them."""
    return Truncator(Truncator(text).words(TITLE_WORDS, truncate="…")).chars(TITLE_LENGTH)


def key_of(meeting: RecordPage, number: str) -> str:
    return f"{meeting.slug}/{folded(number)}"


def earlier(rows: Sequence[Checked]) -> dict[str, BodyRecommendationPage]:
    """{key: what is on record under it}, entered by hand or by an earlier table"""
    meetings = {row.data["meeting"].pk: row.data["meeting"] for row in rows}
    pages = BodyRecommendationPage.objects.filter(meeting__in=meetings).order_by("live", "pk")
    return {key_of(meetings[page.meeting_id], page.number): page for page in pages}


def compare(rows: Sequence[Checked]) -> None:
    pages = earlier(rows)
    for row in rows:
        page = pages.get(row.key)
        if page and not page.live and page.first_published_at is None:
            message = _("“%s” is there as a draft. Publish or delete that first.")
            row.faults.append(("number", message % page.title))
        else:
            compare_page(row, page, "number")


class RecommendationWriter(Writer):
    model = BodyRecommendationPage
    earlier = staticmethod(earlier)

    def _fill(self, page: RecordPage, row: Checked) -> None:
        for name in PLAIN:
            setattr(page, name, row.data[name])
        page.meeting, page.body = row.data["meeting"], row.data["meeting"].body
        page.title = page.draft_title = row.data["title"]
        page.import_digest = row.digest

    def _replace_files(self, page: RecordPage, row: Checked) -> None:
        """A table of recommendations names none."""

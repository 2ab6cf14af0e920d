"""Replies of States to recommendations: a table names the meeting, the number and the State."""

from collections import defaultdict
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commission.models import BodyRecommendationPage, Reply
from commission.rules import FIRST_YEAR, LAST_YEAR
from common.folding import folded
from common.forms import CharField
from practices.bulk import publishing
from submission.importer.fields import ChoiceCell, StateField

from .checked import CREATED, UNCHANGED, UPDATED, Checked, why_unchangeable
from .recommendations import LONGEST_NUMBER, key_of
from .row import Line, RowForm
from .writer import Writer

COLUMNS = ("meeting", "number", "state", "year", "status", "text", "source")
ALIASES = {
    "recommendation": "number",
    "country": "state",
    "member_state": "state",
    "reply": "text",
    "reported": "year",
}
SAID = ("status", "text", "source")
Which = tuple[int, int, int]  # ids of recommendation and State, year


class ReplyRowForm(RowForm):
    key_column = "state"
    number = CharField(max_length=LONGEST_NUMBER)
    state = StateField()
    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    status = ChoiceCell(choices=Reply.Status.choices, required=False)
    text = forms.CharField(required=False)
    source = Line()

    @property
    def row_key(self) -> str:
        page, state, year = map(self.cleaned_data.get, ("page", "state", "year"))
        if not (page and state and year):
            return ""
        return f"{key_of(page.meeting, page.number)}/{state.code}/{year}"

    @property
    def whose(self) -> str:
        state = self.cleaned_data.get("state")
        return str(state.name_en) if state else ""

    @property
    def row_title(self) -> str:
        page = self.cleaned_data.get("page")
        status = Reply.Status(self.cleaned_data.get("status") or Reply.Status.REPORTED)
        return f"{page.number}: {status.label}" if page else ""

    def clean_status(self) -> str:
        return self.cleaned_data["status"] or Reply.Status.REPORTED

    def clean(self) -> dict | None:
        data = super().clean()
        meeting, number = data.get("meeting"), data.get("number")
        if meeting and number:
            data["page"] = self.vocabulary.recommendations(meeting.pk).get(folded(number))
            if data["page"] is None:
                message = _("The meeting has no public recommendation “%s”.")
                raise ValidationError({"number": message % number})
            data["page"].meeting = meeting
        return data


def compare(rows: Sequence[Checked]) -> None:
    ids = {row.data["page"].pk for row in rows}
    pages = BodyRecommendationPage.objects.in_bulk(ids)
    kept = {_which(reply): reply for reply in Reply.objects.filter(page__in=ids)}
    for row in rows:
        reply = kept.get(_named(row))
        if reply and all(getattr(reply, name) == row.data[name] for name in SAID):
            row.outcome = UNCHANGED
        elif why := why_unchangeable(pages[row.data["page"].pk]):
            row.faults.append(("number", why))
        else:
            row.outcome = UPDATED if reply else CREATED


class ReplyWriter(Writer):
    """Each recommendation goes public once, with all its new replies."""

    @transaction.atomic
    def write(self, rows: Sequence[Checked]) -> None:
        by_page: dict[int, list[Checked]] = defaultdict(list)
        for row in rows:
            if row.outcome in (CREATED, UPDATED):
                by_page[row.data["page"].pk].append(row)
        pages = BodyRecommendationPage.objects.select_for_update(of=("self",)).order_by("pk")
        for page in pages.filter(pk__in=by_page):
            self._reply(page, by_page[page.pk])

    def _reply(self, page: BodyRecommendationPage, rows: Sequence[Checked]) -> None:
        replies = {_which(reply): reply for reply in page.replies.all()}
        for row in rows:
            new = Reply(state=row.data["state"], year=row.data["year"], sort_order=len(replies))
            reply = replies.setdefault(_named(row), new)
            for name in SAID:
                setattr(reply, name, row.data[name])
        page.replies = replies.values()
        publishing.check(page)
        page.save_and_publish(self.user, self.way)


def _which(reply: Reply) -> Which:
    return reply.page_id, reply.state_id, reply.year


def _named(row: Checked) -> Which:
    return row.data["page"].pk, row.data["state"].pk, row.data["year"]

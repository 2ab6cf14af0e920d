"""Contributions as rows of a list: columns, because pages take many times as long to make."""

from collections.abc import Collection, Iterable
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import get_language

from common.generations import KeptOfEach
from common.in_language import InLanguage
from practices.querysets import ContributionQuerySet
from taxonomy.languages import name_of, of_interface
from taxonomy.models.labels import in_interface

from .contributions import ContributionPage

# Entries of the record are known to an app above this one.
COLUMNS = (
    "pk",
    "content_type_id",
    "title",
    "slug",
    "summary",
    "language",
    "start_year",
    "end_year",
    "is_sample",
    "first_published_at",
    "state__code",
    "strategypage__kind",
    "pledgepage__pledged_on",
    "pledgepage__occasion",
    "pledgepage__organization",
    "recordpage__kind",
    "recordpage__date",
    "recordpage__meetingpage__last_day",
    "recordpage__meetingpage__precision",
    "recordpage__meeting_id",
    "recordpage__meeting__slug",
    "recordpage__body__verified",
)
LABELS = ("state__name", "recordpage__body__label", "recordpage__organization__label")


class Row(SimpleNamespace):
    """The columns of one contribution; what follows from them is the rule of its own model.

    `public_meeting` is the title of its meeting, if visitors may read that.
    """

    # Properties, which look like functions from here.
    direction: str = ContributionPage.direction  # type: ignore[assignment]
    address: str = ContributionPage.address  # type: ignore[assignment]
    url = address

    @cached_property
    def state(self) -> Any:
        code = self.state__code
        return SimpleNamespace(code=code, name=in_interface(self, "state__name")) if code else None

    @property
    def meeting(self) -> Any:
        slug = self.recordpage__meeting__slug
        return SimpleNamespace(slug=slug) if slug else None

    @property
    def organization(self) -> Any:
        return self.pledgepage__organization or self._labelled("recordpage__organization__label")

    @property
    def body(self) -> Any:
        return self._labelled(
            "recordpage__body__label", verified=bool(self.recordpage__body__verified)
        )

    def _labelled(self, column: str, **more: object) -> Any:
        """A term of the record, if the entry names one."""
        label = in_interface(self, column) if getattr(self, f"{column}_en") else None
        return SimpleNamespace(label=label, **more) if label else None

    @property
    def occasion(self) -> str:
        return self.public_meeting or self.pledgepage__occasion or ""

    @property
    def pledged_on(self) -> Any:
        return self.pledgepage__pledged_on

    @property
    def date(self) -> Any:
        return self.recordpage__date

    @property
    def last_day(self) -> Any:
        return self.recordpage__meetingpage__last_day

    @property
    def precision(self) -> Any:
        return self.recordpage__meetingpage__precision

    @cached_property
    def model(self) -> type[ContributionPage]:
        content_type = ContentType.objects.get_for_id(self.content_type_id)
        return cast(type[ContributionPage], content_type.model_class())

    @property
    def is_compared(self) -> bool:
        return self.model.is_compared

    @property
    def address_prefix(self) -> str:
        return str(self.model.address_prefix)

    @property
    def place_slug(self) -> str:
        return self._by_rule("place_slug")

    @property
    def whose(self) -> str:
        return self._by_rule("whose")

    @property
    def when(self) -> str:
        return self._by_rule("when")

    @property
    def years(self) -> str:
        return self._by_rule("years")

    @property
    def type_label(self) -> str:
        return str(self._by_rule("type_label"))

    def _by_rule(self, name: str) -> Any:
        """What the property of the page would say."""
        return cast(property, getattr(self.model, name)).__get__(self)

    def get_kind_display(self) -> str:
        kind = self.strategypage__kind or self.recordpage__kind
        return str(dict(self.model._meta.get_field("kind").choices).get(kind, ""))

    def get_language_display(self) -> str:
        return name_of(self.language)


def rows_of(pages: ContributionQuerySet) -> list[Row]:
    """In the order of the pages; one query, and one for the meetings that they name."""
    return _made(pages.values(*COLUMNS, *_labels(get_language())))


def _made(columns: QuerySet[ContributionPage, dict[str, Any]]) -> list[Row]:
    rows = list(columns)
    meetings = _public_meetings(row["recordpage__meeting_id"] for row in rows)
    return [Row(**row, public_meeting=meetings.get(row["recordpage__meeting_id"])) for row in rows]


def read_public_rows(ids: Collection[int]) -> dict[int, Row]:
    """{id: Row} of those that the public may see."""
    rows = _made(_all_columns(get_language()).published().filter(pk__in=ids))
    return {row.pk: row for row in rows}


@cache
def _all_columns(language: str | None) -> ContributionQuerySet:
    """Never evaluated: to name the columns takes longer than to read a page of results."""
    return ContributionPage.objects.order_by().values(*COLUMNS, *_labels(language))


public_rows = KeptOfEach(read_public_rows)


def _labels(language: str | None) -> Iterable[str]:
    """Columns of the labels in English and in this language of the interface."""
    languages = {"en", of_interface(language)}
    return (f"{label}_{language}" for label in LABELS for language in sorted(languages))


def _public_meetings(ids: Iterable[int | None]) -> dict[int | None, InLanguage]:
    wanted = set(ids) - {None}
    if not wanted:
        return {}
    pages = ContributionPage.objects.published().filter(pk__in=wanted).order_by()
    rows = pages.values_list("pk", "title", "language")
    return {pk: InLanguage(title, language) for pk, title, language in rows}

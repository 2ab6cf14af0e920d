"""Rows of a table of contributions; practices and strategies have the columns that
`import_practices` reads."""

import json
from collections.abc import Iterable
from datetime import UTC

from common.sanitise import clean_html, text_to_html
from opendata.addresses import identifier, public_url
from opendata.texts import html_to_text
from practices.models import PracticePage, StrategyPage
from search.kinds import Side, kind_of, sides_of
from translations.models import public_translations

from . import record_rows

COMMON = (
    "id", "type", "title", "state", "language", "summary", "objectives", "start_year", "end_year",
    "chapters", "challenges", "recommendations", "policy_documents", "target_groups", "links",
    "cites", "annexes", "first_published",
)  # fmt: skip
OF_PRACTICES = (
    "institution", "description", "results", "lessons", "enabling_factors", "partners",
    "resources", "evaluation_available",
)  # fmt: skip
OF_STRATEGIES = ("kind", "adopting_body", "adopted_on", "supersedes")
# Where plain text would lose bold type, links or headings, its HTML stands beside it.
AS_HTML = tuple(f"{name}_html" for name in PracticePage.rich_text_fields())
# For people and programs that read the table; an import passes these over (importer.columns).
FOR_READERS = (
    "identifier", "url", "sample", "state_name", "chapters_labels", "challenges_labels",
    "recommendations_labels", "policy_documents_labels", "target_groups_labels",
    "available_in",
)  # fmt: skip
COLUMNS = (*COMMON, *OF_PRACTICES, *OF_STRATEGIES, *AS_HTML, *FOR_READERS)
RECORD_TEXTS = ("text", "commitment")
# A period is that of a practice; the rest of what all have stands in the same order.
RECORD_COLUMNS = (
    *(name for name in COMMON if name not in ("objectives", "start_year", "end_year")),
    *RECORD_TEXTS,
    *record_rows.OWN,
    *(f"{name}_html" for name in RECORD_TEXTS),
    *FOR_READERS,
    *record_rows.FOR_READERS,
)
PLAIN = ("title", "language", "summary", "start_year", "end_year")
SAME = {
    "practice": (*PLAIN, "institution", "partners", "resources"),
    "strategy": (*PLAIN, "kind", "adopting_body"),
}


def columns_of(types: Iterable[str]) -> tuple[str, ...]:
    """Of a table that may hold these types."""
    columns = {Side.SHARED: COLUMNS, Side.RECORD: RECORD_COLUMNS}
    return tuple(dict.fromkeys(name for side in sides_of(types) for name in columns[side]))


def row(page, older="") -> dict:
    """{column: value}; `older` is the import id of the strategy this one supersedes."""
    kind = kind_of(page)
    return _row_of_record(page) if kind.side == Side.RECORD else _row_of_shared(page, older)


def _row_of_record(page) -> dict:
    own = _own(page, PLAIN) | record_rows.of(page)
    return {name: own[name] for name in RECORD_COLUMNS if name in own}


def _row_of_shared(page, older) -> dict:
    return _own(page, SAME[kind_of(page).key]) | {"supersedes": older}


def _own(page, names) -> dict:
    same = {name: getattr(page, name) for name in names}
    rich = {name: html_to_text(getattr(page, name)) for name in page.rich_text_fields()}
    html = {f"{name}_html": _html(getattr(page, name), text) for name, text in rich.items()}
    own = {"id": import_id(page.pk, page.import_key), "type": kind_of(page).key}
    return own | same | rich | html | _of(page) | _for_readers(page)


def _html(html, text) -> str:
    html = clean_html(html)
    return "" if html == text_to_html(text) else html


def import_id(pk, import_key) -> str:
    return import_key or f"gpp-{pk}"


def _of(page) -> dict:
    return _terms(page) | {
        "state": page.state.code if page.state else "",
        "links": [_link(link) for link in page.links.all()],
        "cites": [cited.facts for cited in page.citations.all()],
        "annexes": [annex.title for annex in page.annexes.all()],
        "first_published": _moment(page.first_published_at),
        "evaluation_available": getattr(page, "evaluation_available", ""),
        "adopted_on": _date(getattr(page, "adopted_on", None)),
    }


def _for_readers(page) -> dict:
    return {
        "identifier": identifier(page.pk),
        "url": public_url(page),
        "sample": page.is_sample,
        "state_name": page.state.name if page.state else "",
        "chapters_labels": _labels(page.chapters.all()),
        "challenges_labels": _labels(page.challenges.all()),
        "recommendations_labels": _labels(page.public_recommendations),
        "policy_documents_labels": _labels(page.policy_documents.all()),
        "target_groups_labels": _labels(page.target_groups.all()),
        "available_in": [page.language, *(each.language for each in public_translations(page))],
    }


def _labels(terms) -> list[str]:
    return [str(term.label) for term in terms]


def _terms(page) -> dict:
    return {
        "chapters": [term.number for term in page.chapters.all()],
        "challenges": [term.slug for term in page.challenges.all()],
        "recommendations": [term.number for term in page.public_recommendations],
        "policy_documents": [term.key for term in page.policy_documents.all()],
        "target_groups": [term.slug for term in page.target_groups.all()],
    }


def _link(link) -> dict:
    return {"title": link.title, "url": link.url}


def _moment(value) -> str:
    """RFC 3339, to the second: what a person read and typed again would be no other moment."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else ""


def _date(value) -> str:
    return value.isoformat() if value else ""


def cells(values, columns) -> list:
    """The row for a spreadsheet: a list becomes lines of one cell."""
    return [_cell(values.get(name, "")) for name in columns]


def _cell(value) -> int | str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(_item(item) for item in value)
    return "" if value is None else value


def _item(item) -> str:
    return json.dumps(item, ensure_ascii=False) if isinstance(item, dict) else str(item)


class Supersessions:
    """Which strategies among these take the place of which: an import needs the older one first."""

    def __init__(self, ids) -> None:
        ids = set(ids)
        strategies = StrategyPage.objects.published().order_by()
        rows = strategies.values_list("pk", "supersedes_id", "import_key")
        rows = [row for row in rows.filter(supersedes__isnull=False) if row[0] in ids]
        self.older = {pk: old for pk, old, _key in rows if old in ids}
        keys = strategies.filter(pk__in=set(self.older.values())).values_list("pk", "import_key")
        self.keys = {pk: import_id(pk, key) for pk, key in keys}

    def key_of_older(self, pk) -> str:
        return self.keys.get(self.older.get(pk), "")

    def in_order(self, ids) -> tuple | list:
        """The same order, except that a strategy follows the one whose place it takes."""
        return sorted(ids, key=self._number_of_older) if self.older else ids

    def _number_of_older(self, pk) -> int:
        seen = set()
        while pk in self.older and pk not in seen:  # two may name each other
            seen.add(pk)
            pk = self.older[pk]
        return len(seen)

"""Facts that become pages: added once, and merged into what officers have not changed since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.models import Page

from commission.models import LoadedRow, RecordPage
from practices.bulk import adding, indexes, publishing
from practices.publication import IMPORT

from .files import PUBLIC
from .merging import is_untouched, merge, put

Rows = dict[str, dict[str, Any]]  # {key of a row: its columns}


@dataclass(frozen=True)
class Target:
    """Where the pages of one file stand, and what their rows of other files become."""

    file: str
    model: type[RecordPage]
    index: type[Page]
    children: Mapping[str, type[Model]] = field(default_factory=dict)  # {relation: model}


@dataclass
class Wanted:
    """What the files say of one page; `key` is its address below the index, too."""

    key: str
    columns: dict[str, Any]
    children: dict[str, Rows] = field(default_factory=dict)

    @property
    def is_public(self) -> bool:
        return self.columns["certainty"] in PUBLIC

    def as_json(self) -> dict[str, Any]:
        return {"columns": self.columns, "children": self.children}

    @property
    def import_key(self) -> str:
        return f"facts:{self.key}"


@dataclass
class Outcome:
    key: str
    is_written: bool = False
    reason: str = ""


def load(target: Target, all_wanted: Iterable[Wanted]) -> Iterator[Outcome]:
    known = {row.key: row.values for row in LoadedRow.objects.filter(file=target.file)}
    pages = {page.import_key: page for page in target.model.objects.exclude(import_key="")}
    index = target.index.objects.get()
    taken = set(index.get_children().values_list("slug", flat=True))
    updated, new = [], []
    for wanted in all_wanted:
        loaded, page = known.get(wanted.key), pages.get(wanted.import_key)
        if loaded == wanted.as_json():
            continue
        if loaded is not None:
            outcome = _update(target, page, loaded, wanted)
            updated.append((wanted, outcome))
            yield outcome
        elif wanted.key in taken:
            reason = f"another {target.model.only_kind} has its address"
            yield Outcome(wanted.key, reason=reason)
        else:
            try:
                new.append((wanted, _new_page(target, wanted)))
            except ValidationError as error:
                yield Outcome(wanted.key, reason=" ".join(error.messages))
    _add(index, new)
    _remember(target, [wanted for wanted, outcome in updated if not outcome.reason])
    _remember(target, [wanted for wanted, _page in new])
    yield from (Outcome(wanted.key, is_written=True) for wanted, _page in new)


def _remember(target: Target, all_wanted: Sequence[Wanted]) -> None:
    """What was loaded, so that the next time tells what officers changed."""
    LoadedRow.objects.bulk_create(
        (
            LoadedRow(file=target.file, key=wanted.key, values=wanted.as_json())
            for wanted in all_wanted
        ),
        update_conflicts=True,
        unique_fields=["file", "key"],
        update_fields=["values"],
    )


def _new_page(target: Target, wanted: Wanted) -> RecordPage:
    """A checked page that has no place yet."""
    page = target.model(slug=wanted.key, live=False, import_key=wanted.import_key)
    for name, value in wanted.columns.items():
        put(page, name, value)
    for relation, found in wanted.children.items():
        _merge_children(target, page, relation, {}, found)
    publishing.check(page)
    page.clean()
    return page


def _add(index: Page, new: Sequence[tuple[Wanted, RecordPage]]) -> None:
    """The public ones together; a draft is a page with its first revision."""
    placed = [(index, page) for wanted, page in new if wanted.is_public]
    publishing.publish_new(placed, None, IMPORT)
    drafts = [page for wanted, page in new if not wanted.is_public]
    adding.add([(index, page) for page in drafts])
    indexes.write(drafts)
    for page in drafts:
        page.save_revision(clean=False)


def _update(
    target: Target, page: RecordPage | None, loaded: dict[str, Any], wanted: Wanted
) -> Outcome:
    if page is None:
        return Outcome(wanted.key, reason="officers took it away")
    if reason := _why_not(page, wanted):
        return Outcome(wanted.key, reason=reason)
    draft = page.get_latest_revision_as_object()
    publishes = wanted.is_public and (page.live or is_untouched(draft, loaded["columns"]))
    changed = merge(draft, loaded["columns"], wanted.columns)
    for relation, found in wanted.children.items():
        before = loaded["children"].get(relation, {})
        changed = _merge_children(target, draft, relation, before, found) or changed
    if changed:
        _keep(draft, publishes)
    return Outcome(wanted.key, is_written=changed)


def _why_not(page: RecordPage, wanted: Wanted) -> str:
    if page.first_published_at and not page.live:
        return "it was withdrawn"
    if page.live and not wanted.is_public:
        return "it is public, and the file is less sure than that"
    if page.workflow_in_progress or (page.live and page.has_unpublished_changes):
        return "officers are at work on it; it is loaded when that is decided"
    return ""


def _merge_children(
    target: Target, page: RecordPage, relation: str, before: Rows, wanted: Rows
) -> bool:
    """Also adds rows that were never loaded; one that officers took away stays away."""
    found = list(getattr(page, relation).all())
    by_key = {row.import_key: row for row in found if row.import_key}
    changed = False
    for key, columns in wanted.items():
        if key in by_key:
            changed = merge(by_key[key], before.get(key, {}), columns) or changed
        elif key not in before:
            row = target.children[relation](import_key=key, sort_order=len(found))
            merge(row, {}, columns)
            found.append(row)
            changed = True
    setattr(page, relation, found)
    return changed


def _keep(page: RecordPage, publishes: bool) -> None:
    if publishes:
        page.save_and_publish(None, IMPORT)
    else:
        page.save_revision(clean=False)

"""Puts many public contributions under other headings, and takes that back.

Chapters and challenges are how the Secretariat files texts; the words stay the State's. It is a
named way through the gate (practices.publication), with four eyes of its own: one officer
proposes, another applies what was proposed. What is being worked on is left alone.
"""

from collections.abc import Iterable
from typing import Literal, TypedDict

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from practices import permissions, publication
from practices.models import ContributionPage
from taxonomy.models import Challenge, Chapter

from . import notices
from .models import Reclassification

RELATIONS = ("chapters", "challenges")
Moment = Literal["before", "after"]
Terms = dict[str, list[int]]  # {relation: ids}


class Row(TypedDict):
    page: int
    before: Terms
    after: Terms


def terms_of(page: ContributionPage) -> Terms:
    return {name: sorted(term.pk for term in getattr(page, name).all()) for name in RELATIONS}


def propose(
    officer: User,
    summary: str,
    pages: Iterable[ContributionPage],
    remove: Chapter | Challenge | None = None,
    add: Chapter | Challenge | None = None,
) -> Reclassification:
    """A proposal: each page with its headings now and then; `remove` and `add` are terms."""
    rows: list[Row] = []
    for page in pages:
        before = terms_of(page)
        after = _changed(before, remove, add)
        if after != before:
            rows.append({"page": page.pk, "before": before, "after": after})
    proposal = Reclassification.objects.create(
        summary=summary[:500], rows=rows, proposed_by=officer
    )
    facts = {"summary": summary, "pages": len(rows)}
    trail.record("reclassification proposed", None, officer, after=facts)
    return proposal


def _changed(
    before: Terms, remove: Chapter | Challenge | None, add: Chapter | Challenge | None
) -> Terms:
    after = {name: set(ids) for name, ids in before.items()}
    if remove is not None:
        after[relation_of(remove)].discard(remove.pk)
    if add is not None:
        after[relation_of(add)].add(add.pk)
    return {name: sorted(ids) for name, ids in after.items()}


def relation_of(term: Chapter | Challenge) -> str:
    return f"{term._meta.model_name}s"


@transaction.atomic
def apply(proposal: Reclassification, officer: User) -> tuple[int, int]:
    """Put the proposal into public; how many pages were changed and how many left alone."""
    proposal = Reclassification.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.may_be_applied:
        raise PermissionDenied(_("This proposal has been decided already."))
    if not permissions.is_secretariat(officer):
        raise PermissionDenied(_("Only officers of the Secretariat decide."))
    if proposal.proposed_by_id == officer.pk:
        raise PermissionDenied(_("Another officer than the one who proposed it applies it."))
    outcome = _write_all(proposal, "before", "after", officer)
    proposal.mark("applied", officer)
    return outcome


@transaction.atomic
def undo(proposal: Reclassification, officer: User) -> tuple[int, int]:
    """Back to the headings before; pages changed since are left alone."""
    proposal = Reclassification.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.may_be_undone:
        raise PermissionDenied(_("There is nothing to undo."))
    outcome = _write_all(proposal, "after", "before", officer)
    proposal.mark("undone", officer)
    return outcome


@transaction.atomic
def discard(proposal: Reclassification, officer: User) -> None:
    proposal = Reclassification.objects.select_for_update().get(pk=proposal.pk)
    if not proposal.may_be_applied:
        raise PermissionDenied(_("This proposal has been decided already."))
    trail.record("reclassification discarded", None, officer, before={"summary": proposal.summary})
    proposal.mark("undone", officer)


def _write_all(
    proposal: Reclassification, expected: Moment, wanted: Moment, officer: User
) -> tuple[int, int]:
    changed = [row for row in proposal.rows if _write(row, expected, wanted, officer)]
    return len(changed), len(proposal.rows) - len(changed)


def _write(row: Row, expected: Moment, wanted: Moment, officer: User) -> bool:
    page = ContributionPage.objects.filter(pk=row["page"]).select_for_update().first()
    page = page and page.specific
    if page is None or is_worked_on(page) or terms_of(page) != row[expected]:
        return False
    for name, ids in row[wanted].items():
        setattr(page, name, page._meta.get_field(name).related_model.objects.filter(pk__in=ids))
    page.save_and_publish(officer, publication.RECLASSIFICATION)
    notices.filed_elsewhere(page)
    return True


def is_worked_on(page: ContributionPage) -> bool:
    """A draft or a review is about the text with the headings it has."""
    return bool(not page.live or page.has_unpublished_changes or page.workflow_in_progress)

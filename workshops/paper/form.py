"""One sheet as its form on paper holds it: the answers of now, and marks that nobody reads.

A form says in hidden text of which sheet it is, and beside each item what stood there when it was
made (its base). A copied row keeps its base; a form that lost it only leads to more questions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from practices import merging
from taxonomy.models import Chapter
from workshops.answers import Sheet
from workshops.forms import AnswerForm, SheetForm, field_of
from workshops.items import Item
from workshops.models import Assessment, Group

EMPTY = merging.digest([])
FORM, BASE = "portal-form ", "portal-base "  # how the marks begin


@dataclass(frozen=True)
class PaperForm:
    assessment: Assessment
    group: Group | None
    items: list[Item]
    sheet: Sheet

    @property
    def title(self) -> str:
        return self.assessment.data["title"]

    @property
    def mark(self) -> str:
        """Of the sheet."""
        return mark_of(self.assessment, self.group)

    def by_chapter(self) -> Iterator[tuple[Chapter, Iterable[Item]]]:
        return groupby(self.items, key=lambda item: item.chapter)

    def said(self, item: Item) -> dict:
        return self.sheet.get(item.key, {})

    def base(self, item: Item) -> str:
        """The mark of an item: digests of the fields that say something; empty without one."""
        digests = {
            name: digest
            for name in AnswerForm.base_fields
            if (digest := self._base[field_of(item.key, name)]) != EMPTY
        }
        return BASE + merging.write_base(digests) if digests else ""

    @cached_property
    def _base(self) -> dict[str, str]:
        return merging.base_of(SheetForm(self.items, self.sheet))


def mark_of(assessment: Assessment, group: Group | None) -> str:
    return f"{FORM}{assessment.uid} {group.uid if group else 'agreed'}"

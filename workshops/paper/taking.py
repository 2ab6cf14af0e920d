"""What a filled-in form would change in a sheet: shown first, then taken."""

from collections.abc import Iterable, Iterator

from django.forms import BooleanField, BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from practices import merging
from workshops import answers
from workshops.forms import AnswerForm, SheetForm, field_of
from workshops.items import Item
from workshops.models import Assessment, Group
from workshops.saving import SheetSave


class Taking(SheetSave):
    """The rule of the guided form over what was sent; fields that were not sent stay.

    Made inside a transaction, as every save of a sheet.
    """

    def __init__(
        self, assessment: Assessment, group: Group | None, items: list[Item], sent: QueryDict
    ) -> None:
        self._before = SheetForm(items, answers.sheet_of(assessment, group))
        super().__init__(assessment, group, items, self._completed(sent))

    def _completed(self, sent: QueryDict) -> QueryDict:
        data = sent.copy()
        for bound in self._before:
            if bound.html_name not in sent:
                data.setlist(bound.html_name, merging.stored_values(bound))
        return data

    def by_item(self) -> Iterator[dict]:
        """Items about which something is left to decide, with these fields."""
        left = set(self.unsaved)
        for item in self._items:
            names = [field_of(item.key, name) for name in AnswerForm.base_fields]
            if fields := [self._shown(name) for name in names if name in left]:
                yield {"item": item, "fields": fields}

    def _shown(self, name: str) -> dict:
        stored = _readable(self._before[name])
        return {
            "bound": self.form[name],
            "stored": stored,
            "is_conflict": name in self.merge.conflicts,
        }

    @property
    def base(self) -> str:
        """Of what is left to decide; nothing else is sent again."""
        return merging.write_base({name: self.merge.base[name] for name in self.unsaved})

    def labels(self, names: Iterable[str]) -> list[str]:
        return [str(self.form[name].label) for name in names if name in self.form.fields]


def _readable(bound: BoundField) -> str:
    values = merging.stored_values(bound)
    if isinstance(bound.field, BooleanField):
        return _("Yes") if values else ""
    choices = {str(value): str(label) for value, label in getattr(bound.field, "choices", ())}
    return "\n".join(choices.get(value, value) for value in values)

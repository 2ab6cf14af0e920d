"""The form of Wagtail's page editor for contributions: a save overwrites nobody's words.

As in the guided form, a save carries the digest of each field and list as it was shown; only what
the person changed is written, and what someone else changed meanwhile is shown, not replaced.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from common.typed_text import to_text

from . import merging
from .content import revision_that_changed

if TYPE_CHECKING:
    from practices.merging import Merge
    from practices.models.practice import PracticePage
    from practices.models.strategy import StrategyPage

BOOKKEEPING = {"comment_notifications", "comments"}  # of Wagtail's; not the text
OF_A_ROW = {"id", "ORDER", "DELETE"}
KEEP, THEIRS = "keep-", "theirs"


@dataclass(frozen=True)
class Conflict:
    """A field or list that someone else changed while it was changed here."""

    name: str
    label: str
    shown: list
    digest: str
    revision: object


class ContributionForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._set_aside = {}

    def merged_fields(self) -> list:
        return [bound for bound in self if bound.name not in BOOKKEEPING]

    def merged_lists(self) -> dict:
        found = self.formsets | self._set_aside
        return {name: rows for name, rows in found.items() if name not in BOOKKEEPING}

    @cached_property
    def merge(self) -> "Merge":
        """What becomes of each field and list that was sent."""
        sent = {bound.name: merging.sent_values(bound) for bound in self.merged_fields()}
        sent |= {name: _sent_rows(rows) for name, rows in self.merged_lists().items()}
        stored = self.stored_digests()
        accepted = {name: {self.data.get(KEEP + name)} for name in stored}
        digests = {name: merging.digest(values) for name, values in sent.items()}
        return merging.compare(stored, digests, merging.read_base(self.data.get("base")), accepted)

    def stored_digests(self) -> dict:
        digests = {b.name: merging.digest(merging.stored_values(b)) for b in self.merged_fields()}
        for name, rows in self.merged_lists().items():
            digests[name] = merging.digest(_stored_rows(rows))
        return digests

    @property
    def base(self) -> str:
        """The value of the hidden field."""
        if self.is_bound:
            return merging.write_base(self.merge.base)
        # An old version that is opened to be restored replaces the newest one.
        return merging.write_base(self._of(self.instance.get_latest_revision_as_object()))

    def _of(self, page) -> dict:
        around = {"parent_page": self.parent_page, "for_user": self.for_user}
        return type(self)(instance=page, **around).stored_digests()

    @property
    def _overwrites_nothing(self) -> bool:
        return self.instance.pk is None or "base" not in self.data

    def clean(self) -> dict:
        data = super().clean()
        if self._overwrites_nothing:
            return data
        taken = [name for name in self.merge.conflicts if self.data.get(KEEP + name) == THEIRS]
        conflicts = [name for name in self.merge.conflicts if name not in taken]
        for name in {*self.merge.base} - {*self.merge.mine, *conflicts}:
            data.pop(name, None)  # as it is stored
        for name in {*self.merge.theirs, *taken} & {*self.formsets}:
            self._set_aside[name] = self.formsets.pop(name)
        for name in conflicts:
            self._refuse(name)
        if self.data.get("action-workflow-action") and self.merge.theirs:
            self.add_error(None, _("The text has changed since you opened it. Read it again."))
        return data

    def _refuse(self, name) -> None:
        self.add_error(
            name if name in self.fields else None,
            _("“%s” was changed by someone else in the meantime: choose a version at the top.")
            % self._label(name),
        )

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if not is_valid:
            self._put_lists_back()
        return is_valid

    def save(self, commit=True) -> "PracticePage | StrategyPage":
        page = super().save(commit)
        self._put_lists_back()
        return page

    def _put_lists_back(self) -> None:
        """The editor shows them again."""
        self.formsets |= self._set_aside

    def get_field_updates_for_resave(self) -> list:
        updates = super().get_field_updates_for_resave()
        if self._overwrites_nothing:
            return updates
        shown_older = {name: self.merge.base[name] for name in self.merge.theirs}
        base = merging.write_base(self._of(self.instance) | shown_older)
        return [*updates, ("base", base)]

    @cached_property
    def conflicts(self) -> list:
        if not self.is_bound or self._overwrites_nothing:
            return []
        return [self._conflict(name) for name in self.merge.conflicts]

    def _conflict(self, name) -> "Conflict":
        newest = self.instance.get_latest_revision_as_object()
        return Conflict(
            name=name,
            label=self._label(name),
            shown=self._readable(name, newest),
            digest=self.stored_digests()[name],
            revision=revision_that_changed(newest, name),
        )

    def _label(self, name) -> str:
        if name in self.fields:
            return self[name].label
        return capfirst(self.merged_lists()[name].model._meta.verbose_name_plural)

    def _readable(self, name, page) -> list[str]:
        if name not in self.fields:
            return [str(row) for row in getattr(page, name).all()]
        if name in page.rich_text_fields():
            return [to_text(getattr(page, name))]
        values = merging.stored_values(self[name])
        choices = getattr(self.fields[name], "choices", ())
        labels = {str(value): str(label) for value, label in choices}
        return [labels.get(value, value) for value in values]


def _stored_rows(rows) -> list[str]:
    untouched = type(rows)(instance=rows.instance, form_kwargs=rows.form_kwargs)
    return [
        value
        for form in untouched.forms
        for value in _values(form, merging.stored_values, _stored_rows)
    ]


def _sent_rows(rows) -> list[str]:
    kept = [form for form in rows.forms if not form["DELETE"].value()]
    kept.sort(key=lambda form: int(form["ORDER"].value() or 0))
    return [value for form in kept for value in _values(form, merging.sent_values, _sent_rows)]


def _values(form, of_field, of_rows) -> Iterator[str]:
    """Of one row: its fields, and the lists that stand in it."""
    for name in form.fields:
        if name not in OF_A_ROW:
            yield f"{name}={merging.plain(''.join(of_field(form[name])))}"
    for name, rows in form.formsets.items():
        yield from (f"{name}.{value}" for value in of_rows(rows))

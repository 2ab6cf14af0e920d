"""Saves of a step: only what the person changed is written, and nobody is overwritten."""

import copy
import json
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst

from practices import merging
from practices.content import revision_that_changed

from . import drafts

KEEP = "keep-"  # followed by the name of a field: which of two versions the person chose
THEIRS = "theirs"


@dataclass(frozen=True)
class Conflict:
    """A field that two people, or two windows of one person, changed."""

    name: str
    label: str
    stored: list  # as a browser would send it
    shown: list  # as a person reads it
    digest: str
    author: object
    saved_at: object

    @property
    def author_name(self) -> str:
        return self.author.get_full_name() or self.author.get_username()

    @property
    def stored_json(self) -> str:
        return json.dumps(self.stored)


class FormSave:
    """One save of a form whose data carries the base of its fields."""

    def __init__(self, form, data) -> None:
        self.form, self._data = form, data
        self._take_chosen()
        self.merge = merging.merge(self.form, merging.read_base(data.get("base")), self._accepted())
        self.written = []

    def _take_chosen(self) -> None:
        """Of a conflict, the stored version where the person chose it."""
        chosen = [bound for bound in self.form if self._data.get(KEEP + bound.name) == THEIRS]
        if chosen:
            self.form.data = self.form.data.copy()
        for bound in chosen:
            self.form.data.setlist(bound.html_name, merging.stored_values(bound))

    def _accepted(self) -> dict:
        """Stored values that this window sent itself, or that the person saw and refused."""
        accepted = {bound.name: {self._data.get(KEEP + bound.name)} for bound in self.form}
        if earlier := QueryDict(self._data.get("unconfirmed", "")):
            for bound in self.form:
                accepted[bound.name].add(merging.digest(merging.sent_values(bound, earlier)))
        return accepted

    def valid(self) -> list:
        """Names of the fields that are to be written: changed here, in no conflict, and right."""
        self.form.is_valid()
        return [name for name in self.merge.mine if name in self.form.cleaned_data]

    def note_written(self, names, stored_form) -> None:
        """`stored_form` shows what is stored now: it may be written in another way than typed."""
        saved = merging.base_of(stored_form)
        self.merge.base |= {name: saved[name] for name in names}
        self.written = names

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do on the form."""
        return self.form.is_valid() and not self.merge.conflicts

    @property
    def base(self) -> str:
        return merging.write_base(self.merge.base)

    @property
    def unsaved(self) -> list:
        """Names of the fields whose text on the screen is not what the portal holds."""
        return [
            name for name in [*self.merge.mine, *self.merge.conflicts] if name not in self.written
        ]

    @cached_property
    def conflicts(self) -> dict:
        return {name: self._conflict(name) for name in self.merge.conflicts}

    def _conflict(self, name) -> "Conflict":
        bound = self.form[name]
        stored, (author, saved_at) = merging.stored_values(bound), self._written_by(name)
        choices = {str(value): str(label) for value, label in getattr(bound.field, "choices", ())}
        return Conflict(
            name=name,
            label=bound.label,
            stored=stored,
            shown=[choices.get(value, value) for value in stored],
            digest=merging.digest(stored),
            author=author,
            saved_at=saved_at,
        )

    def _written_by(self, name) -> tuple:
        """(person, moment) of what is stored, as far as it is known."""
        return None, None

    @property
    def changed_elsewhere(self) -> list:
        """Labels of fields that this screen shows in an older version."""
        return [capfirst(self.form[name].label) for name in self.merge.theirs]


class StepSave(FormSave):
    """One save of the form of a step."""

    def __init__(self, page, user, form_class, data) -> None:
        self.page, self.user = page, user
        newest = drafts.newest(page)
        # The form writes into its own.
        self._untouched = newest if newest is page else copy.deepcopy(newest)
        super().__init__(form_class(data, instance=newest), data)

    def write(self) -> bool:
        """Store what is valid and in no conflict. True when nothing is left to do on the step."""
        if valid := self.valid():
            page = self.form.take_over(self._untouched, valid)
            # What somebody decides to replace stays in the history.
            overruled = any(self._data.get(KEEP + name) for name in valid)
            drafts.save(page, self.user, as_new=overruled)
            self.note_written(valid, type(self.form)(instance=page))
        return self.is_done

    def _written_by(self, name) -> tuple:
        revision = revision_that_changed(self.page, name)
        return revision and revision.user, revision and revision.created_at

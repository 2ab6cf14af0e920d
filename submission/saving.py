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


class StepSave:
    """One save of the form of a step; the data carries the base of its fields."""

    def __init__(self, page, user, form_class, data) -> None:
        self.page, self.user = page, user
        self._data = data
        newest = drafts.newest(page)
        # The form writes into its own.
        self._untouched = newest if newest is page else copy.deepcopy(newest)
        self.form = form_class(data, instance=newest)
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

    def write(self) -> bool:
        """Store what is valid and in no conflict. True when nothing is left to do on the step."""
        is_valid = self.form.is_valid()
        valid = [name for name in self.merge.mine if name in self.form.cleaned_data]
        if valid:
            page = self.form.take_over(self._untouched, valid)
            # What somebody decides to replace stays in the history.
            overruled = any(self._data.get(KEEP + name) for name in valid)
            drafts.save(page, self.user, as_new=overruled)
            # Saving may write it in another way than it was typed.
            saved = merging.base_of(type(self.form)(instance=page))
            self.merge.base |= {name: saved[name] for name in valid}
        self.written = valid
        return is_valid and not self.merge.conflicts

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
        stored, revision = merging.stored_values(bound), revision_that_changed(self.page, name)
        choices = {str(value): str(label) for value, label in getattr(bound.field, "choices", ())}
        return Conflict(
            name=name,
            label=bound.label,
            stored=stored,
            shown=[choices.get(value, value) for value in stored],
            digest=merging.digest(stored),
            author=revision and revision.user,
            saved_at=revision and revision.created_at,
        )

    @property
    def changed_elsewhere(self) -> list:
        """Labels of fields that this screen shows in an older version."""
        return [capfirst(self.form[name].label) for name in self.merge.theirs]

"""Saves of an answer and of a room, by the rule of the guided form: nobody is overwritten."""

import json
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import QueryDict

from practices import merging
from submission.saving import FormSave

from . import answers, rooms
from .forms import AnswerForm, RoomForm, SheetForm, field_of
from .items import Item
from .models import Assessment, Group, Room

SEALED = ("agenda", "material")
OF_ROOM = ("ends_on", "reminds")  # the other columns are facts of the workshop


class TogetherSave(FormSave):
    """Of a form in which several people write at once: what the others saved comes with it."""

    def hand_over(self) -> str:
        """{field: values} as JSON of those left alone here; from now on they are on the screen."""
        theirs = {name: merging.stored_values(self.form[name]) for name in self.merge.theirs}
        self.merge.base |= {name: merging.digest(values) for name, values in theirs.items()}
        self.merge.theirs = []
        return json.dumps(theirs)


class AnswerSave(TogetherSave):
    """Made inside a transaction: until it ends, nobody else writes to the assessment."""

    def __init__(
        self, assessment: Assessment, group: Group | None, item: Item, data: QueryDict
    ) -> None:
        answers.wait_for_turn(assessment)
        self.answer = answers.answer_of(assessment, group, item)
        super().__init__(AnswerForm(data, initial=self.answer.data), data)

    def write(self) -> bool:
        """Store what is valid and in no conflict. True when nothing is left to do on the item."""
        if valid := self.valid():
            answers.keep(self.answer, {name: plain(self.form.cleaned_data[name]) for name in valid})
            self.note_written(valid, AnswerForm(initial=self.answer.data))
        return self.is_done


class SheetSave(TogetherSave):
    """The same for several items of a sheet at once."""

    def __init__(
        self, assessment: Assessment, group: Group | None, items: list[Item], data: QueryDict
    ) -> None:
        self._place, self._items = (assessment, group), items
        answers.wait_for_turn(assessment)
        super().__init__(self._form(data), data)

    def _form(self, *data: QueryDict) -> SheetForm:
        return SheetForm(self._items, answers.sheet_of(*self._place), *data)

    def write(self) -> bool:
        valid = self.valid()
        for item in self._items:
            named = {name: field_of(item.key, name) for name in AnswerForm.base_fields}
            values = {
                name: plain(self.form.cleaned_data[field])
                for name, field in named.items()
                if field in valid
            }
            if values:
                answers.keep(answers.answer_of(*self._place, item), values)
        if valid:
            self.note_written(valid, self._form())
        return self.is_done


def plain(value: object) -> object:
    """As JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value or ""


class RoomSave(FormSave):
    """Made inside a transaction, as that of an answer."""

    def __init__(self, room: Room, user: AbstractBaseUser, data: QueryDict) -> None:
        self._user = user
        Room.objects.select_for_update().get(pk=room.pk)
        self.room = Room.objects.select_related("workshop__state", "key").get(pk=room.pk)
        super().__init__(RoomForm(data, initial=values_of(self.room)), data)

    def write(self) -> bool:
        if valid := self.valid():
            _store(self.room, {name: self.form.cleaned_data[name] for name in valid})
            if "is_public" in valid:
                rooms.record_page(self.room.workshop, self._user)
            self.note_written(valid, RoomForm(initial=values_of(self.room)))
        return self.is_done


def values_of(room: Room) -> dict:
    """What the form of a room shows."""
    workshop = room.workshop
    return {
        "first_day": workshop.first_day,
        "last_day": workshop.last_day,
        "place": workshop.place,
        "partners": workshop.partners,
        "donors": workshop.donors,
        "texts": [text.pk for text in workshop.texts.all()],
        "is_public": workshop.is_public,
        "ends_on": room.ends_on,
        "reminds": room.reminds,
    } | {name: room.data.get(name, "") for name in SEALED}


@transaction.atomic
def _store(room: Room, values: dict) -> None:
    workshop = room.workshop
    room.seal(room.data | {name: values.pop(name) for name in SEALED if name in values})
    if "texts" in values:
        workshop.texts.set(values.pop("texts"))
    for name, value in values.items():
        setattr(room if name in OF_ROOM else workshop, name, value)
    if workshop.first_day:
        workshop.year = workshop.first_day.year
    workshop.save()
    room.save()


def base_of(form) -> str:
    """The value of the hidden field with which a form begins."""
    return merging.write_base(merging.base_of(form))

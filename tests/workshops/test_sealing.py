"""What a State keeps of a workshop is read with its key alone."""

from datetime import date

import pytest
from django.db import connection

from tests.factories import member_state
from workshops.models import Answer, Assessment, Room, StateKey, Workshop
from workshops.sealing import SealBrokenError

pytestmark = pytest.mark.django_db
CANARY = "no naloxone in prisons"


def answer(code="ke", item="s30-1-a"):
    workshop = Workshop.objects.create(slug=f"{code}-2026", state=member_state(code), year=2026)
    room = Room.objects.create(workshop=workshop, ends_on=date(2026, 12, 31))
    text = workshop.texts.model.objects.first()
    assessment = Assessment.objects.create(room=room, text=text)
    row = Answer(assessment=assessment, item=item)
    row.seal({"status": "none", "note": CANARY})
    row.save()
    return row


def columns(model, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} WHERE id = %s", [pk])  # noqa: S608
        return [
            bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()
        ]


def test_a_row_comes_back_and_its_columns_say_nothing():
    row = answer()
    assert Answer.objects.get(pk=row.pk).data == {"status": "none", "note": CANARY}
    assert CANARY not in str(columns(Answer, row.pk))
    assert "none" not in str([value for value in columns(Answer, row.pk) if value is not None])


def test_a_text_moved_to_another_row_cannot_be_opened():
    mine, other = answer("ke"), answer("mu")
    Answer.objects.filter(pk=other.pk).update(sealed=mine.sealed, key=mine.key)
    with pytest.raises(SealBrokenError):
        _read = Answer.objects.get(pk=other.pk).data


def test_each_state_has_its_own_key_and_without_it_nothing_is_read():
    mine, other = answer("ke"), answer("mu")
    assert mine.key_id != other.key_id
    StateKey.objects.filter(state=member_state("ke")).delete()
    with pytest.raises(SealBrokenError):
        _read = Answer.objects.get(pk=mine.pk).data
    assert Answer.objects.get(pk=other.pk).data["note"] == CANARY

"""When a machine is asked: real transactions, so this contribution is no row of a file."""

import pytest
from django.db import connection

from tests import people
from tests.services import CLOSED
from tests.translations import made
from tests.translations.test_machine import press
from translations import machines
from translations.models import Translation


@pytest.mark.django_db(transaction=True)
def test_the_machine_is_asked_when_what_was_typed_is_stored(client, settings, monkeypatch):
    page = made.original()
    author = people.focal_point("fr")
    client.force_login(author)
    seen = []

    def translate(self, passages, *args):
        seen.append((connection.in_atomic_block, Translation.objects.get().title))
        return passages

    monkeypatch.setattr(machines.LibreTranslate, "languages", lambda *_: {"fr": frozenset({"en"})})
    monkeypatch.setattr(machines.LibreTranslate, "translate", translate)
    settings.MACHINE_TRANSLATION_URL = CLOSED
    press(client, page, title="Typed")
    assert seen == [(False, "Typed")]

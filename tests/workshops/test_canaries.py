"""Words that are sealed stand nowhere else: no column, trail, mail, log or page of others."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from audit.models import AuditEntry
from workshops.models import Answer

from .made import inside, link, signed_in
from .test_access import pages
from .test_saving import form_of

pytestmark = pytest.mark.django_db


def dump():
    """Every column of every table as raw bytes."""
    found = bytearray()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                found += b"\n".join(map(raw, row)) + b"\n"
    return bytes(found)


def raw(value):
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def test_no_column_of_the_database_holds_a_sealed_word(made, mailoutbox):
    made.answered()
    client = inside(made.first)
    path = pages(made)["workshop_item", "1"]
    client.post(path, form_of(client, path) | {"note": "zztypednote"})
    call_command("send_mail_queue")  # until then a mail needs its address
    held, words = dump(), made.all_words() | {"zztypednote", "in_place"}
    assert b"a/res/s-30/1" in held.lower()  # the dump does hold columns in clear
    assert Answer.objects.filter(group=made.one).get().data["note"] == "zztypednote"
    assert sorted(word for word in words if word.encode() in held) == []
    sessions = str([session.get_decoded() for session in Session.objects.all()])
    assert sorted(word for word in words if word in sessions) == []


def test_the_trail_says_that_something_was_done_and_not_what(made):
    made.answered()
    said = [(entry.action, entry.after) for entry in AuditEntry.objects.order_by("number")]
    ours = [(action, after) for action, after in said if action.startswith("workshop")]
    assert ours[0] == ("workshop opened", {"state": "ke"})
    assert {tuple(after.items()) for _action, after in ours} == {(("state", "ke"),)}
    assert sorted(word for word in made.all_words() if word in str(said)) == []


def test_mails_hold_the_address_and_nothing_else(made, mailoutbox):
    made.answered()
    call_command("send_mail_queue")
    texts = [f"{mail.subject} {mail.body} {mail.alternatives}" for mail in mailoutbox]
    assert len(texts) >= 3
    assert sorted(word for word in made.all_words() if word in str(texts)) == []


def test_logs_hold_no_word_and_no_key(made, caplog):
    made.answered()
    caplog.set_level(logging.DEBUG)
    token = link(made.first).rstrip("/").rsplit("/", 1)[-1]
    client = inside(made.first)
    for path in pages(made).values():
        client.get(path)
    signed_in(made.person).get(reverse("own_workshop_people", args=[made.room.workshop_id]))
    written = "".join(
        f"{record.getMessage()} {record.__dict__}"
        for record in caplog.records
        if not record.name.startswith("django.db")  # only where DEBUG is on
    )
    assert "/workshops/room/" in written
    assert token not in written
    assert sorted(word for word in made.all_words() if word in written) == []

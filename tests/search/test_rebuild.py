"""Rebuilds: nothing written meanwhile is lost, a failure changes nothing, one at a time."""

import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page

from common.locks import AlreadyRunningError, only_one
from search import documents as documents_module
from search import rebuild as rebuilding
from search import sync
from search.audit import audit
from search.engines.elastic_client import ALIAS, NEXT
from search.engines.elastic_write import IndexMissingError, protect, stored, write
from search.models import IndexState
from search.rebuild import RebuildError, rebuild
from tests import database
from tests.factories import PracticeFactory, put_online

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def our_indices(client):
    return list(client.indices.get(index=f"{ALIAS}-*", expand_wildcards="all"))


def test_a_rebuild_leaves_one_index_that_serves(elasticsearch):
    page = PracticeFactory()
    first = rebuild()
    second = rebuild()
    assert first != second
    assert our_indices(elasticsearch) == [second]
    assert list(elasticsearch.indices.get_alias(name=ALIAS)) == [second]
    assert not elasticsearch.indices.exists_alias(name=NEXT)
    assert list(stored()) == [page.pk]


def test_changes_made_during_a_rebuild_are_in_the_new_index(elasticsearch, monkeypatch):
    kept, deleted, edited = [PracticeFactory(title=f"page {number}") for number in range(3)]
    rebuild()
    sync.drain()
    created = []

    def change_things(name, progress):
        """Everything the rebuild reads is old by the time it writes."""
        operations = list(rebuilding._operations(name, [kept.pk, deleted.pk, edited.pk]))
        Page.objects.get(pk=deleted.pk).delete()
        edited.title = "brint"
        put_online(edited.save_revision())
        created.append(PracticeFactory(title="new"))
        sync.drain()
        for _pk, status, error in rebuilding.send(operations):
            assert status in {200, 201, 409}, error

    monkeypatch.setattr(rebuilding, "_fill", change_things)
    rebuild()
    held = stored()
    assert set(held) == {kept.pk, edited.pk, created[0].pk}
    assert held[edited.pk][1]["title_key"] == "brint"
    assert audit().pages == []


def test_a_failed_rebuild_leaves_the_old_index_and_no_orphan(elasticsearch, monkeypatch):
    PracticeFactory()
    serving = rebuild()

    def refused(actions):
        yield 1, 400, {"type": "mapper_parsing_exception"}

    monkeypatch.setattr(rebuilding, "send", refused)
    with pytest.raises(RebuildError):
        rebuild()
    assert our_indices(elasticsearch) == [serving]
    assert list(elasticsearch.indices.get_alias(name=ALIAS)) == [serving]


def test_leftovers_of_a_killed_rebuild_are_cleared_by_the_next(elasticsearch):
    serving = rebuild()
    orphan = rebuilding._create()  # and then the process was killed
    assert set(our_indices(elasticsearch)) == {serving, orphan}
    newest = rebuild()
    assert our_indices(elasticsearch) == [newest]


def test_a_deletion_alone_never_makes_an_index(elasticsearch):
    protect()
    with pytest.raises(IndexMissingError):
        write({}, {1: 5})
    assert list(elasticsearch.indices.get(index=f"{ALIAS}*")) == []


def test_a_rebuild_takes_its_name_back_from_a_plain_index(elasticsearch):
    elasticsearch.indices.create(index=ALIAS)
    elasticsearch.indices.create(index=NEXT)
    assert our_indices(elasticsearch) == [NEXT]
    name = rebuild()
    assert list(elasticsearch.indices.get(index=f"{ALIAS}*")) == [name]


def test_one_unreadable_page_does_not_stop_a_rebuild(elasticsearch, monkeypatch):
    good, bad = PracticeFactory(), PracticeFactory()
    stock = documents_module.documents

    def poisoned(ids):
        if bad.pk in ids:
            raise ValueError("unreadable")
        return stock(ids)

    monkeypatch.setattr(documents_module, "documents", poisoned)
    rebuild()
    assert list(stored()) == [good.pk]
    assert bad.pk in IndexState.objects.due().values_list("page_id", flat=True)


@pytest.mark.fault(45)
def test_a_mapping_that_changed_is_noticed_and_the_worker_builds_anew(elasticsearch, monkeypatch):
    page = PracticeFactory()
    old = rebuild()
    assert not rebuilding.serves_an_old_mapping()
    monkeypatch.setattr(rebuilding, "fingerprint", lambda: "changed")
    assert rebuilding.serves_an_old_mapping()
    with pytest.raises(CommandError, match="old mapping"):
        call_command("search_index", "--audit")
    sync.Worker(wait=lambda seconds: None).step()
    assert not rebuilding.serves_an_old_mapping()
    assert old not in our_indices(elasticsearch)
    assert list(stored()) == [page.pk]


@pytest.mark.fault(10)
def test_a_second_rebuild_is_refused(elasticsearch):
    with only_one(), pytest.raises(AlreadyRunningError):
        hold_in_another_process()


def hold_in_another_process():
    code = (  # without django.setup(), which takes seconds and is not needed for a lock
        "from common.locks import only_one, AlreadyRunningError\n"
        "try:\n    with only_one(): pass\n"
        "except AlreadyRunningError: raise SystemExit(3)\n"
    )
    run = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-W", "ignore", "-c", code],
        env=database.environment(connection) | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        timeout=60,
    )
    if run.returncode == 3:
        raise AlreadyRunningError
    assert run.returncode == 0


@pytest.mark.nightly
def test_the_lock_is_free_again_when_its_holder_is_killed(elasticsearch):
    code = (
        "import django, sys, time; django.setup()\n"
        "from common.locks import only_one\n"
        "with only_one():\n    print('held', flush=True)\n    time.sleep(600)\n"
    )
    holder = subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, "-W", "ignore", "-c", code],
        env=database.environment(connection) | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunningError):
            hold_in_another_process()
        holder.send_signal(signal.SIGKILL)
    wait_until(lambda: is_free())


def is_free():
    try:
        with only_one():
            return True
    except AlreadyRunningError:
        return False


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline

"""search_index: each action, its words and its exit code."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search import sync
from search.engines.elastic_client import ALIAS
from search.kinds import Side
from tests.factories import PracticeFactory
from tests.services import CLOSED

pytestmark = pytest.mark.django_db


def run(*options):
    out = StringIO()
    call_command("search_index", *options, stdout=out)
    return out.getvalue()


def test_without_elasticsearch_it_says_why_it_does_nothing(settings):
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(CommandError, match="the embedded engine needs no index"):
        run("--rebuild")


@pytest.mark.elasticsearch
def test_rebuild_then_audit_then_repair(elasticsearch):
    page = PracticeFactory()
    assert f"Built {ALIAS}-" in run("--rebuild")
    sync.drain()
    assert "0 missing, 0 ghost, 0 stale" in run("--audit")
    elasticsearch.delete(index=ALIAS, id=str(page.pk), routing=Side.SHARED, refresh=True)
    with pytest.raises(CommandError) as fault:
        run("--audit")
    assert fault.value.returncode == 1
    assert "0 missing, 0 ghost, 0 stale" in run("--repair").splitlines()[-1]


@pytest.mark.elasticsearch
def test_repair_builds_an_index_that_is_not_there(elasticsearch):
    PracticeFactory()
    run("--repair")
    assert "0 missing" in run("--audit")


def test_a_server_that_does_not_answer_is_told_in_plain_words(settings):
    settings.ELASTICSEARCH_URL = CLOSED
    for action in ("--rebuild", "--audit", "--repair"):
        with pytest.raises(CommandError, match="does not answer as it should"):
            run(action)

"""Old addresses of contributions that were renamed or moved lead to where they are now."""

import json

import pytest
from django.test import TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from practices.models import PracticePage
from submission.importer.readers import read
from submission.importer.run import run
from tests.factories import PracticeFactory, StrategyFactory, put_online, state_page

pytestmark = pytest.mark.django_db


def rename(page, slug):
    page = page.specific_class.objects.get(pk=page.pk)
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):  # Wagtail tells of it then
        put_online(page.save_revision())


def move(page, code):
    Page.objects.get(pk=page.pk).move(state_page(code), pos="last-child")


def leads_to(client, path, page):
    response = client.get(path)
    assert response.status_code == 301, path
    return response.url.endswith(page.specific_class.objects.get(pk=page.pk).url)


def test_renamed_several_times_and_moved_twice(client):
    other, page = PracticeFactory(slug="other"), PracticeFactory(slug="a")
    rename(other, "other-now")
    for slug in ("b", "c"):
        rename(page, slug)
    move(page, "fr")
    move(page, "de")
    rename(page, "d")
    for path in ("ke/a", "ke/b", "ke/c", "fr/c", "de/c"):
        assert leads_to(client, f"/practices/{path}/", page)
    assert client.get("/practices/de/d/").status_code == 200
    assert leads_to(client, "/practices/ke/other/", other)
    assert not Redirect.objects.filter(is_permanent=False).exists()


def test_moved_there_and_back(client):
    page = StrategyFactory(slug="plan")
    move(page, "fr")
    move(page, "ke")
    assert client.get("/strategies/ke/plan/").status_code == 200
    assert leads_to(client, "/strategies/fr/plan/", page)
    assert [row.old_path for row in Redirect.objects.all()] == ["/strategies/fr/plan"]


def test_a_change_that_moves_no_address_leaves_every_redirect(client):
    page = PracticeFactory(slug="a")
    rename(page, "b")
    last = PracticeFactory(slug="z")
    Page.objects.get(pk=last.pk).move(state_page("ke"), pos="first-child")
    move(PracticeFactory(slug="draft", publish=False), "fr")
    assert leads_to(client, "/practices/ke/a/", page)
    assert Redirect.objects.count() == 1


def test_a_new_address_of_a_states_page(client):
    page = PracticeFactory(slug="a")
    rename(page, "b")
    rename(state_page("ke"), "kenya")
    response = client.get("/states/ke/")
    assert (response.status_code, response.url) == (301, "/states/kenya/")
    assert leads_to(client, "/practices/ke/a/", page)


def test_the_officers_own_redirect_stays(client):
    own = Redirect.add_redirect("/practices/ke/a", "https://example.org/")
    page = PracticeFactory(slug="a")
    move(page, "fr")
    assert Redirect.objects.filter(pk=own.pk).exists()


def test_moved_by_a_row_of_an_import_below_a_page_of_the_same_name(client, tmp_path):
    path = tmp_path / "rows.jsonl"
    rename(PracticeFactory(slug="x"), "y")
    row = {"id": "r1", "title": "Needle exchange", "state": "KEN"}
    path.write_text(json.dumps(row))
    assert run(read(path)).errors == []
    PracticeFactory(state="fr", slug="needle-exchange")
    path.write_text(json.dumps(row | {"state": "FRA"}))
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert run(read(path)).errors == []
    page = PracticePage.objects.get(import_key="r1")
    assert page.slug == "needle-exchange-2"
    assert leads_to(client, "/practices/ke/needle-exchange/", page)
    assert Redirect.objects.filter(old_path="/practices/ke/x").exists()

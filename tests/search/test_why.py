"""Officers see why a contribution is found, in words."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from search.models import Synonyms
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    client.force_login(people.officer())

    def ask(**params):
        answer = client.get(reverse("search_why"), params)
        assert answer.status_code == 200
        html = BeautifulSoup(answer.content, "html.parser")
        return " ".join(html.select_one("main, #main").get_text().split())

    return ask


def test_where_the_words_stand_and_which_are_synonyms(ask):
    Synonyms.objects.create(terms="quolp", also="trabit")
    page = PracticeFactory(title="Zorga work", summary="Zorga, trabit and trabit")
    text = ask(q="zorga quolp", page=page.url)
    assert "Result 1 for “zorga quolp”" in text
    assert "holds all the words" in text
    assert "zorga – title (1 time), summary (1 time)" in text
    assert "Synonym: trabit – summary (2 times)" in text


def test_a_page_with_some_of_the_words(ask):
    PracticeFactory(title="Zorga brint")
    page = PracticeFactory(title="Zorga")
    text = ask(q="zorga brint", page=str(page.pk))
    assert "Result 2" in text
    assert "It holds 1 of 2 words" in text
    assert "Nowhere" in text


def test_a_state_that_is_named_and_a_page_that_is_not_public(ask):
    assert "The search names Kenya" in ask(q="zorga Kenya", page=PracticeFactory(title="Zorga").pk)
    hidden = PracticeFactory(title="Zorga hidden", publish=False)
    assert "It is not public" in ask(q="zorga", page=hidden.pk)


@pytest.mark.parametrize("page", ["nowhere", "9" * 40, "/practices/ke/none/", "", "/", "x/y?z"])
def test_what_names_no_contribution_is_said_and_kept(ask, page):
    text = ask(q="zorga", page=page)
    assert "No contribution has this address" in text or "This field is required" in text


def test_others_do_not_see_it(client):
    client.force_login(people.focal_point("ke"))
    assert client.get(reverse("search_why")).status_code in (302, 403, 404)

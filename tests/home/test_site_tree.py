"""The tree every portal starts from, and the pages visitors enter by."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, Site

from home.models import HomePage
from home.site_tree import build
from practices.models import StatePage
from taxonomy.models import Recommendation
from tests import people
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_building_again_changes_nothing():
    before = list(Page.objects.order_by("path").values_list("path", "title"))
    build()
    assert list(Page.objects.order_by("path").values_list("path", "title")) == before


def test_every_member_state_has_a_page_and_one_page_is_for_joint_contributions():
    assert StatePage.objects.filter(state__isnull=False).count() == 193
    assert StatePage.objects.filter(state__isnull=True).count() == 1


def test_the_site_begins_at_the_home_page():
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()


def test_the_home_page_counts_what_is_public(client):
    PracticeFactory(state="ke")
    PracticeFactory(state="fr", publish=False)
    figures = client.get("/").context["figures"]
    assert figures == {"practices": 1, "strategies": 0, "sharing_states": 1, "states": 193}


@pytest.mark.parametrize("slug", ["about", "accessibility", "privacy"])
def test_plain_pages_are_there(client, slug):
    assert client.get(f"/{slug}/").status_code == 200


def test_the_criteria_of_a_good_practice_are_one_step_from_reading_and_from_writing(client):
    page = PracticeFactory()
    client.force_login(people.focal_point("ke"))
    for address in (page.url, "/submit/new/"):
        main = BeautifulSoup(client.get(address).content, "html.parser").main
        assert main.find("a", href="/criteria/"), address


def test_a_visitor_gets_no_cookie(client):
    PracticeFactory()
    for address in ("/", "/search/?q=a", "/states/ke/", "/chapters/1/"):
        assert client.get(address).cookies == {}


@pytest.fixture
def recommendation():
    term = Recommendation.objects.get(key="s30-4-j")
    Recommendation.objects.filter(pk=term.pk).update(verified=True)
    return term


def test_a_recommendation_has_a_page_with_what_was_shared_on_it(client, recommendation):
    shared = PracticeFactory(
        state="ke", title="Shared", terms={"recommendations": [recommendation]}
    )
    PracticeFactory(title="Other")
    page = client.get("/chapters/4/j/").content.decode()
    assert recommendation.label in page
    assert shared.url in page
    assert "Other" not in page
    assert "/search/?recommendation=4.j&amp;state=ke" in page
    assert 'href="/chapters/4/j/"' in client.get("/chapters/4/").content.decode()


@pytest.mark.parametrize("address", ["/chapters/4/j/", "/chapters/5/j/", "/chapters/4/zz/"])
def test_what_is_no_verified_recommendation_has_none(client, address):
    assert client.get(address).status_code == 404

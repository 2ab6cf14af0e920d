"""What search engines and social networks read in a page."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from tests.factories import PracticeFactory, StrategyFactory

pytestmark = pytest.mark.django_db


def read(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def facts(page):
    return json.loads(page.find("script", type="application/ld+json").string)


def social(page, name):
    return page.find("meta", property=f"og:{name}")["content"]


def test_a_practice_tells_what_it_is(client):
    page = PracticeFactory(title="Needles", summary="Exchanged by peers.", start_year=2019)
    shown = read(client, page.url)
    assert social(shown, "title") == "Needles"
    assert social(shown, "description") == "Exchanged by peers."
    assert social(shown, "type") == "article"
    found = facts(shown)
    assert found["@type"] == "CreativeWork"
    assert (found["name"], found["temporalCoverage"]) == ("Needles", "2019/..")
    assert found["spatialCoverage"]["name"] == "Kenya"


def test_a_law_is_legislation(client):
    assert facts(read(client, StrategyFactory(kind="law").url))["@type"] == "Legislation"


def test_no_title_ends_the_block_of_facts(client):
    title = '</script><script>alert("&amp;")</script><!--'
    page = read(client, PracticeFactory(title=title).url)
    assert facts(page)["name"] == title
    assert social(page, "title") == title
    assert not any("alert" in (script.string or "") for script in page("script", type=None))


@pytest.mark.parametrize("address", ["/", "/states/ke/", "/chapters/1/"])
def test_every_page_has_words_and_a_picture_for_those_who_link_to_it(client, address):
    page = read(client, address)
    assert social(page, "title")
    assert social(page, "description")
    assert social(page, "url").endswith(address)
    _host, _static, name = social(page, "image").partition("/static/")
    assert finders.find(name)

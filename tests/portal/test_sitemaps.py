"""sitemap.xml and robots.txt name what is public, and nothing else."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import PracticeFactory, StrategyFactory

pytestmark = pytest.mark.django_db
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def locations(client, address="/sitemap.xml"):
    """The addresses in a sitemap, without the host."""
    response = client.get(address)
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314  our own
    locs = root.iter(f"{{{SITEMAP}}}loc")
    return [urlsplit(loc.text)._replace(scheme="", netloc="").geturl() for loc in locs]


def test_every_page_of_the_sitemap_answers_and_none_is_hidden(client):
    shown = [PracticeFactory(), StrategyFactory()]
    restricted = PracticeFactory()
    PageViewRestriction.objects.create(page=restricted.page_ptr, restriction_type="login")
    hidden = [PracticeFactory(publish=False), restricted]
    listed = [path for file in locations(client) for path in locations(client, file)]
    assert {page.url for page in shown} <= set(listed)
    assert not {page.url for page in hidden} & set(listed)
    for path in ["/", "/about/", *(page.url for page in shown)]:
        assert path in listed
        assert client.get(path).status_code == 200


def test_robots_are_led_to_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert text.rstrip().endswith("/sitemap.xml")


def test_a_withdrawn_page_says_that_it_is_gone_and_a_draft_does_not(client):
    page, draft = PracticeFactory(title="zorga"), PracticeFactory(publish=False)
    assert client.get(page.url).status_code == 200
    page.unpublish()
    response = client.get(page.url)
    assert response.status_code == 410
    assert "has been withdrawn" in response.content.decode()
    assert "zorga" not in response.content.decode()
    assert client.get(f"/practices/ke/{draft.slug}/").status_code == 404


def test_what_was_restricted_does_not_say_so(client):
    page = PracticeFactory()
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    page.unpublish()
    assert client.get(page.url).status_code == 404

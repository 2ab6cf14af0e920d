"""Every page below the prefix of each language, and the way from one language to another."""

from itertools import cycle, product
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.translation import get_language_info

from common.localized_urls import bare_path, localized
from tests import people
from tests.factories import PracticeFactory, StrategyFactory
from tests.nightly import nightly
from tests.practices.test_redirects import rename

from .test_sitemaps import SITEMAP

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODES = [code for code, _name in settings.LANGUAGES]
OTHERS = [code for code in CODES if code != "en"]
PATHS = [
    "/",
    "/search/?q=prevention&chapter=1",
    "/chapters/",
    "/chapters/1/",
    "/challenges/",
    "/states/",
    "/states/ke/",
    "/coverage/",
    "/about/",
    "/about/languages/",
    "/open-data/",
    "/contact/report/",
    "/alerts/new/?q=prevention",
    "/admin/login/",
]


def in_turn(paths):
    """(path, language): by day each in one language by turns, in the night in all."""
    by_day = list(zip(paths, cycle(CODES), strict=False))
    return [*by_day, *nightly(*(pair for pair in product(paths, CODES) if pair not in by_day))]


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


def test_the_languages_are_those_of_the_united_nations_in_its_order():
    assert CODES == ["ar", "zh-hans", "en", "fr", "ru", "es"]


@pytest.mark.parametrize(("path", "code"), in_turn(PATHS))
def test_each_page_says_its_language_and_direction(client, code, path):
    html = page_of(client, localized(path, code)).html
    if not path.startswith("/admin/"):  # Wagtail's page is in the browser's language
        assert html["lang"] == code
        assert html["dir"] == ("rtl" if get_language_info(code)["bidi"] else "ltr")


@pytest.mark.parametrize(
    ("path", "code"),
    in_turn(["/api/v1/", "/health/live/", "/search/export.csv", "/search/feed/"]),
)
def test_what_programs_read_is_there_in_each_language(client, code, path):
    assert client.get(localized(path, code)).status_code == 200


def test_the_path_alone_decides_and_not_the_browser(client):
    response = client.get("/", headers={"Accept-Language": "fr"})
    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").html["lang"] == "en"


@pytest.mark.parametrize("code", ["ar", "en", *nightly("zh-hans", "fr", "ru", "es")])
def test_the_switcher_keeps_place_and_filters(client, code):
    address = "/search/?q=prevention&chapter=1&sort=newest"
    nav = page_of(client, localized(address, code)).find(class_="languages")
    links = nav.find_all("a")
    assert [link["href"] for link in links] == [localized(address, each) for each in CODES]
    assert [link["lang"] for link in links] == CODES
    assert [link["lang"] for link in links if link.get("aria-current")] == [code]
    assert links[0]["dir"] == "rtl"


@pytest.mark.parametrize("code", ["ar", *nightly("zh-hans", "fr", "ru", "es")])
def test_links_of_a_page_stay_in_its_language(client, code):
    practice = PracticeFactory().address
    for path in ("/", practice, "/states/", "/coverage/", "/search/"):
        page = page_of(client, localized(path, code))
        for link in page.find_all("a", href=True):
            if link.find_parent(class_="languages") or not link["href"].startswith("/"):
                continue
            assert link["href"].startswith((f"/{code}/", "/id/", "/oai/", "/documents/")), link


def test_search_engines_are_told_of_all_languages(client):
    path = PracticeFactory().address
    head = page_of(client, localized(path, "fr")).head
    links = head.find_all("link", rel="alternate", hreflang=True)
    host = settings.WAGTAILADMIN_BASE_URL
    expected = {code: host + localized(path, code) for code in CODES}
    assert {link["hreflang"]: link["href"] for link in links} == expected | {
        "x-default": host + path
    }
    assert head.find("link", rel="canonical")["href"] == expected["fr"]


def test_the_sitemap_names_each_language_with_its_alternates(client):
    path = PracticeFactory().address
    root = ElementTree.fromstring(client.get("/sitemap-pages.xml").content)  # noqa: S314  our own
    found = {}
    for url in root.iter(f"{{{SITEMAP}}}url"):
        links = url.findall("{http://www.w3.org/1999/xhtml}link")
        found[urlsplit(url.find(f"{{{SITEMAP}}}loc").text).path] = len(links)
    assert {localized(path, code) for code in CODES} <= found.keys()
    assert set(found.values()) == {len(CODES) + 1}


def test_robots_are_kept_out_in_each_language(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /ar/submit/" in text


def test_the_identifier_is_the_same_in_each_language(client):
    practice = PracticeFactory()
    host, path = settings.WAGTAILADMIN_BASE_URL, practice.address
    for code in CODES:
        record = client.get(localized(f"/api/v1/practices/{practice.pk}", code)).json()
        assert record["identifier"] == f"{host}/id/{practice.pk}/"
        assert record["url"] == host + path


@pytest.mark.parametrize("code", ["zh-hans", *nightly("ar", "fr", "ru", "es")])
def test_a_page_that_was_renamed_is_found_in_each_language(client, code):
    practice = PracticeFactory(slug="before")
    rename(practice, "afterwards")
    response = client.get(f"/{code}/practices/ke/before/")
    assert response.status_code == 301
    assert urlsplit(response["Location"]).path == f"/{code}/practices/ke/afterwards/"


def test_totals_and_facets_do_not_depend_on_the_language(client):
    for factory in (PracticeFactory, PracticeFactory, StrategyFactory):
        factory()
    answers = [client.get(localized("/api/v1/search", code)).json() for code in CODES]
    totals = {answer["total"] for answer in answers}
    counts = [
        {
            (facet["name"], value["key"]): value["count"]
            for facet in answer["facets"]
            for value in facet["values"]
        }
        for answer in answers
    ]
    assert totals == {3}
    assert all(each == counts[0] for each in counts)


@pytest.mark.parametrize("code", OTHERS)
def test_the_wall_of_the_admin_stands_in_each_language(client, code):
    client.force_login(people.focal_point("ke"))
    assert client.get(localized("/admin/pages/", code)).status_code == 403
    client.logout()
    assert "/admin/login/" in client.get(localized("/admin/pages/", code))["Location"]


@pytest.mark.parametrize(
    "path", ["/", "/fr/", "/fr/search/", "/zh-hans/states/ke/", "/ar/admin/login/"]
)
def test_bare_path_and_localized_undo_each_other(path):
    bare = bare_path(path)
    assert not bare.startswith(tuple(f"/{code}/" for code in OTHERS))
    assert path in {localized(bare, code) for code in CODES}


def test_a_state_is_no_language(client):
    assert bare_path("/states/ar/") == "/states/ar/"
    assert bare_path("/arabic/") == "/arabic/"

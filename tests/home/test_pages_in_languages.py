"""Pages of the Secretariat as readers of each language see them."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from home import menu
from home.models import ChapterPage, HomePage, PageTranslation, StandardPage
from home.page_translations.links import in_language
from taxonomy.languages import of_interface
from tests.nightly import NIGHTLY, nightly
from tests.said import said

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
ONLY_ENGLISH = "This page is available in English only."

# By day each list in one language.
LISTS = ["chapters", "challenges", "practices", "strategies", "states"]
EACH = {(path, code) for path in LISTS for code in OTHERS}
BY_DAY = list(zip(LISTS, OTHERS, strict=True))


def soup(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(slug, code):
    page = StandardPage.objects.get(slug=slug)
    return PageTranslation.objects.get(page=page, language=of_interface(code)).words


def menus(page, code):
    """Links to the page in the header and in the footer."""
    return page.select(f":is(.menu, .footer) a[href='/{code}/about/']")


@pytest.mark.parametrize("code", OTHERS)
def test_text_titles_and_menus_are_in_the_language(client, code):
    page, about = soup(client, f"/{code}/about/"), words("about", code)
    assert page.h1.get_text() == about["title"]
    assert page.title.get_text().startswith(about["title"])
    assert page.select_one("[property='og:title']")["content"] == about["title"]
    assert [each.get_text() for each in menus(page, code)] == ([about["title"]] * 2)
    first = BeautifulSoup(about["body"], "html.parser").h2.get_text()
    assert page.select_one(".prose h2").get_text() == first
    assert not page.main.select("[lang]")
    assert said(code, ONLY_ENGLISH) not in page.main.get_text()


@pytest.mark.share
@pytest.mark.parametrize(("path", "code"), [*BY_DAY, *nightly(*sorted(EACH - set(BY_DAY)))])
def test_lists_are_titled_in_the_language(client, code, path):
    page = soup(client, f"/{code}/{path}/")
    translation = PageTranslation.objects.get(
        page__url_path__endswith=f"portal/{path}/", language=of_interface(code)
    )
    assert page.h1.get_text() == translation.words["title"]
    assert not page.h1.has_attr("lang")


@pytest.mark.parametrize("code", OTHERS)
def test_english_is_marked_as_english(client, code):
    PageTranslation.objects.all().delete()
    page = soup(client, f"/{code}/about/")
    assert said(code, ONLY_ENGLISH) in page.main.get_text()
    links = menus(page, code)
    for mark in (page.h1, page.select_one(".lead"), page.select_one(".prose"), *links):
        assert (mark["lang"], mark["dir"]) == ("en", "ltr")
    assert len(links) == 2


def test_of_a_list_with_an_introduction_in_english_the_introduction_is_said_to_be(client):
    chapter = ChapterPage.objects.first()
    ChapterPage.objects.filter(pk=chapter.pk).update(introduction="<p>Words</p>")
    page = soup(client, f"/ar/chapters/{chapter.slug}/")
    line = said("ar", "The introduction of this page is available in English only.")
    assert page.select_one(".page-language").get_text(strip=True) == line
    assert page.select_one(".prose")["lang"] == "en"


def test_the_introduction_of_the_home_page_and_descriptions_are_translated(client):
    home = HomePage.objects.get()
    english = {"introduction": "<p>Hello</p>", "search_description": "Of practices"}
    HomePage.objects.filter(pk=home.pk).update(**english)
    row = PageTranslation.objects.get(page=home, language="fr")
    french = {"introduction": "<p>Bonjour</p>", "search_description": "Des pratiques"}
    row.words, row.english = row.words | french, row.english | english
    row.save()
    page = soup(client, "/fr/")
    assert page.select_one(".hero__text p").get_text() == "Bonjour"
    assert page.select_one("[name=description]")["content"] == "Des pratiques"
    arabic = soup(client, "/ar/").select_one(".hero__text > div")
    assert (arabic.get_text(), arabic["lang"]) == ("Hello", "en")


def test_english_pages_are_as_they_were(client):
    page = soup(client, "/about/")
    assert page.h1.get_text() == "About the portal"
    assert not page.main.select("[lang]")
    assert not page.select(".page-language")


@pytest.mark.parametrize("path", ["/", "/about/", "/chapters/", "/chapters/4/", "/states/ke/"])
def test_another_language_costs_one_query_more_at_most(client, path):
    counts = []
    for address in (path, f"/ar{path}"):
        client.get(address)
        menu.forget()
        with override("ar" if address.startswith("/ar") else "en"):
            menu.text_pages()  # kept for all pages
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1


def test_links_in_texts_keep_the_language(client):
    page = soup(client, "/ar/about/")
    assert {link["href"] for link in page.select(".prose a")} == {
        "/ar/criteria/",
        "/ar/focal-points/",
    }
    PageTranslation.objects.all().delete()
    assert soup(client, "/ar/about/").select_one(".prose a[href='/ar/criteria/']")


@pytest.mark.parametrize(
    "path", ["/contact/report/", "/criteria/#a", "/search/?q=x", "/", "/sitemap.xml"]
)
def test_only_paths_of_pages_get_the_prefix(path):
    expected = path if path == "/sitemap.xml" else f"/fr{path}"
    with override("fr"):
        assert in_language(f'<a href="{path}">x</a>') == f'<a href="{expected}">x</a>'
        for other in ("https://example.org/about/", "//example.org/", "mailto:a@example.org"):
            assert in_language(f'<a href="{other}">x</a>') == f'<a href="{other}">x</a>'


@pytest.mark.share
@pytest.mark.parametrize("code", OTHERS)
def test_no_page_of_text_is_in_english(client, code):
    slugs = StandardPage.objects.order_by("slug").values_list("slug", flat=True)
    # By day each page in every other language, by turns.
    for slug in slugs if NIGHTLY else slugs[OTHERS.index(code) % 2 :: 2]:
        text = soup(client, f"/{code}/{slug}/").main.get_text(" ")
        assert not re.search(r"\bthe\b", text), slug

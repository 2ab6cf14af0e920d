"""What readers and programs see of translations."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from opendata import news
from opendata.models import PublicVersion
from tests import people
from tests.translations import made
from translations import drafts, steps
from translations.models import Translation

pytestmark = pytest.mark.django_db
Status = Translation.Status
PATH = "/practices/fr/infirmiers/"


def soup(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def heading(found):
    return found.h1.text, found.h1["lang"], found.h1["dir"]


def test_each_interface_shows_its_language_and_others_the_original(client, page):
    made.public(page, "en")
    made.public(page, "ar", Status.OFFICIAL, "ممرضات")
    assert heading(soup(client, PATH)) == ("Nurses", "en", "ltr")
    assert heading(soup(client, f"/ar{PATH}")) == ("ممرضات", "ar", "rtl")
    for prefix in ("/fr", "/ru"):
        assert heading(soup(client, prefix + PATH)) == ("Des infirmiers", "fr", "ltr")
    assert heading(soup(client, f"{PATH}?text=original"))[0] == "Des infirmiers"
    assert heading(soup(client, f"/ru{PATH}?text=ar"))[0] == "ممرضات"
    assert heading(soup(client, f"{PATH}?text=xx"))[0] == "Nurses"


def test_the_tabs_say_what_each_version_is(client, page):
    made.public(page, "en")
    made.public(page, "ru", Status.UNOFFICIAL, "Медсёстры")
    tabs = soup(client, PATH).select(".versions a")
    assert [" ".join(tab.text.split()) for tab in tabs] == [
        "French Original",
        "English Courtesy translation of the State",
        "Russian Unofficial translation by the Secretariat",
    ]
    assert [tab["href"] for tab in tabs][::2] == [f"{PATH}?text=original", f"{PATH}?text=ru"]
    assert tabs[1]["aria-current"] == "true"


def test_without_a_translation_a_line_says_so(client, page):
    text = soup(client, PATH).text
    assert "This text is available in French only." in text
    assert "available in French" not in soup(client, f"/fr{PATH}").text
    made.public(page, "ru", Status.UNOFFICIAL)
    assert "You are reading the original, in French." in soup(client, PATH).text


def test_a_part_that_is_not_translated_stays_and_says_so(client, page):
    passages = made.translated(page)
    for each in passages:
        if each.field == "objectives":
            object.__setattr__(each, "text", "")
    author = people.focal_point("fr")
    draft = drafts.save(page, "en", author, passages, drafts.About(Status.COURTESY))
    steps.approve(steps.hand_in(draft, author), people.officer())
    section = soup(client, PATH).select_one("#objectives")
    assert section.select_one(".prose")["lang"] == "fr"
    assert "has not been translated" not in section.text  # there is no other: said above, once
    assert "the rest is in French" in soup(client, PATH).text


def test_outdated_passages_are_marked(client, page):
    made.public(page)
    made.changed(page, objectives="<p>Un but.</p><p>Tout autre.</p>")
    found = soup(client, PATH)
    assert "Outdated since" in found.text
    marked = found.select("#objectives .behind")
    assert len(marked) == 1
    assert "The original of this passage has changed." in marked[0].text
    assert found.select(".lead.behind") == []
    original = soup(client, f"{PATH}?text=original")
    assert original.select(".behind") == []
    assert "Tout autre." in original.select_one("#objectives").text


def test_a_machines_text_is_said_to_be_one_and_never_cited(client, page):
    made.public(page, status=Status.MACHINE)
    found = soup(client, PATH)
    assert "no person has checked it" in found.text
    assert "Nurses" not in found.select_one(".citation").text
    address = reverse("reference", args=[page.pk, "ris"])
    assert "Nurses" not in client.get(f"{address}?lang=en").content.decode()
    assert "workTranslation" not in found.select_one("script[type='application/ld+json']").text


def test_a_citation_keeps_the_title_of_the_original(client, page):
    made.public(page)
    cited = " ".join(soup(client, PATH).select_one(".citation").text.split())
    assert "Des infirmiers [Nurses: Courtesy translation of the State]" in cited
    address = reverse("reference", args=[page.pk, "ris"])
    ris = client.get(f"{address}?lang=en").content.decode()
    assert "TI  - Des infirmiers" in ris
    assert "TT  - Nurses" in ris
    assert "TT  -" not in client.get(f"{address}?lang=ru").content.decode()


def test_programs_read_of_translations(client, page):
    made.public(page)
    made.public(page, "ru", Status.MACHINE, "Медсёстры")
    made.changed(page, title="Des infirmières")
    record = client.get(f"/api/v1/contributions/{page.pk}").json()
    assert [(each["language"], each["status"], each["title"], each["outdated"])
            for each in record["translations"]] == [
        ("en", "courtesy", "Nurses", True),
        ("ru", "machine", "Медсёстры", True),
    ]  # fmt: skip
    assert record["translations"][0]["url"].endswith(f"{PATH}?text=en")
    facts = json.loads(soup(client, PATH).select_one("script[type='application/ld+json']").text)
    assert facts["inLanguage"] == "fr"
    assert [(each["inLanguage"], each["name"]) for each in facts["workTranslation"]] == [
        ("en", "Nurses")
    ]
    assert '"fr\nen\nru"' in b"".join(client.get("/search/export.csv")).decode()


def test_harvesters_read_of_translations(client, page):
    made.public(page)
    call_command("gather_news")
    for prefix in ("oai_dc", "mods"):
        answer = client.get(f"/oai/?verb=ListRecords&metadataPrefix={prefix}").content.decode()
        assert "Des infirmiers" in answer
        assert "Nurses" in answer
    dublin_core = client.get("/oai/?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert "<dc:language>en</dc:language>" in dublin_core


def test_the_ledger_keeps_a_version_of_it(page):
    news.gather()
    made.public(page)
    news.gather()
    last = PublicVersion.objects.filter(page_id=page.pk).last()
    assert (last.number, [each["title"] for each in last.content["translations"]]) == (
        2,
        ["Nurses"],
    )


def test_lists_are_in_the_readers_language_with_one_query(client, page):
    # In a search "available in" is counted by the embedded engine.
    queries = {"/states/fr/": 1, "/search/": 2, "/practices/": 1}
    made.public(page)
    for address, number in queries.items():
        found = soup(client, address)
        assert found.select_one(".entry__title[lang=en]").text == "Nurses", address
        assert "Translated from French" in found.text, address
        assert asked_of_translations(client, address) == number, address
    for slug in ("deux", "trois", "quatre"):
        made.public(made.original(slug=slug, title=slug), word=slug)
    for address, number in queries.items():
        assert asked_of_translations(client, address) == number, address


def asked_of_translations(client, address):
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return sum("translations_translation" in each["sql"] for each in captured.captured_queries)


def test_outdated_ones_are_left_to_the_page(client, page):
    made.public(page)
    made.changed(page, title="Autre")
    assert soup(client, "/states/fr/").select_one(".entry__title").text == "Autre"


def test_hits_mark_the_words_in_the_readers_language(client, page):
    made.public(page)
    hit = soup(client, "/search/?q=infirmiers").select_one(".entry")
    assert hit.select_one(".entry__title").text == "Nurses"


def test_kept_pages_end_with_a_translation(client, page, kept_pages):
    assert heading(soup(client, PATH))[0] == "Des infirmiers"
    public = made.public(page)
    assert heading(soup(client, PATH))[0] == "Nurses"
    steps.withdraw(public, public.cleared_by)
    assert heading(soup(client, PATH))[0] == "Des infirmiers"


def test_a_preview_is_of_the_original(client, page):
    author = people.focal_point("fr")
    made.public(page)
    client.force_login(author)
    assert heading(soup(client, f"/submit/{page.pk}/preview/"))[0] == "Des infirmiers"


def test_the_feed_is_in_its_own_language(client, page):
    made.public(page)
    assert "<title>Nurses</title>" in client.get("/search/feed/").content.decode()

"""/compare/: up to four contributions side by side, named by the address alone."""

import pytest
from bs4 import BeautifulSoup

from taxonomy.models import Chapter
from tests.factories import PracticeFactory, StrategyFactory

pytestmark = pytest.mark.django_db


def get(client, *pages, **params):
    ids = [getattr(page, "pk", page) for page in pages]
    response = client.get("/compare/", {"page": ids, **params})
    assert response.status_code == 200
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser")


def columns(html):
    return [link.get_text() for link in html.select(".compare thead a:not(.compare__remove)")]


def row(html, label):
    for body in html.select(".compare tbody"):
        if body.th.get_text(strip=True) == label:
            return [" ".join(cell.get_text(" ", strip=True).split()) for cell in body.select("td")]
    return None


def test_stands_in_the_order_of_the_address(client):
    pages = [PracticeFactory(title=title) for title in ("One", "Two", "Three")]
    assert columns(get(client, *reversed(pages))) == ["Three", "Two", "One"]


def test_a_practice_and_a_strategy_share_the_rows_both_have(client):
    practice = PracticeFactory(institution="Ministry", description="<p>First</p><p>second</p>")
    strategy = StrategyFactory(objectives="<p>Aims</p>")
    html = get(client, practice, strategy)
    assert row(html, "Type") == ["Practice", "Strategy"]
    assert row(html, "Implementing body") == ["Ministry", "– Not stated"]
    assert row(html, "What was done") == ["First second", "– Not stated"]
    assert row(html, "Objectives") == ["– Not stated", "Aims"]
    assert row(html, "Lessons learned") is None


def test_a_long_section_is_cut_and_leads_to_the_whole(client):
    page = PracticeFactory(lessons=f"<p>{'word ' * 100}</p>")
    html = get(client, page)
    assert row(html, "Lessons learned")[0].count("word") == 60
    assert html.select_one(".compare__more a")["href"] == f"{page.url}#lessons"


def test_what_all_have_in_common_is_said(client):
    first, second = Chapter.objects.all()[:2]
    pages = [PracticeFactory(terms={"chapters": terms}) for terms in ([first, second], [first])]
    common = get(client, *pages).select(".compare strong")
    assert [term.get_text() for term in common] == [first.label, first.label]
    assert get(client, pages[0]).select(".compare strong") == []


def test_a_fifth_is_left_out_and_that_is_said(client):
    pages = [PracticeFactory() for _number in range(5)]
    html = get(client, *pages)
    assert columns(html) == [page.title for page in pages[:4]]
    assert "You can compare at most 4" in html.select_one(".notice").get_text()


@pytest.mark.parametrize("wrong", ["abc", "-1", "0", "9" * 30, "²", "\x00", "1 OR 1=1"])
def test_what_is_no_page_is_left_out_and_said(client, wrong):
    page = PracticeFactory()
    html = get(client, page, wrong)
    assert columns(html) == [page.title]
    assert "left out" in html.select_one(".notice").get_text()


def test_a_draft_is_not_shown(client):
    hidden = PracticeFactory(title="Not yet", publish=False)
    html = get(client, hidden, q="Not yet")
    assert columns(html) == []
    assert not html.select(".offers li")
    assert "left out" in html.select_one(".notice").get_text()


def test_a_found_page_can_be_added_and_a_chosen_one_removed(client):
    here, other = PracticeFactory(title="Naloxone here"), PracticeFactory(title="Naloxone there")
    html = get(client, here, q="naloxone")
    (offer,) = html.select(".offers li")
    assert offer.select_one(".button")["href"] == f"/compare/?page={here.pk}&page={other.pk}"
    both = get(client, here, other)
    removals = [link["href"] for link in both.select(".compare__remove")]
    assert removals == [f"/compare/?page={other.pk}", f"/compare/?page={here.pk}"]


def test_pages_like_the_first_are_offered(client):
    chapter = Chapter.objects.first()
    one, like_it = (PracticeFactory(terms={"chapters": [chapter]}) for _number in range(2))
    assert like_it.title in get(client, one).select_one(".offers").get_text()


def test_nothing_chosen_begins_with_a_search(client):
    html = get(client)
    assert html.select_one("#add").get_text() == "Begin with a search"
    assert html.select(".compare") == []

"""What State and topic pages count is what the search behind their links counts."""

import re

import pytest
from bs4 import BeautifulSoup

from taxonomy.models import Challenge, Chapter
from tests.factories import PracticeFactory, StrategyFactory
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module", autouse=True)
def _corpus(django_db_setup, django_db_blocker):
    yield from shared(_build, django_db_blocker)


def _build():
    one, two, three = Chapter.objects.order_by("number")[:3]
    hiv = Challenge.objects.get(slug="hiv-hcv")
    PracticeFactory(state="ke", terms={"chapters": [one, two], "challenges": [hiv]})
    PracticeFactory(state="ke", terms={"chapters": [one]})
    PracticeFactory(state="ke", publish=False, terms={"chapters": [one, three]})
    StrategyFactory(state="ke", start_year=2020, terms={"chapters": [two]})
    PracticeFactory(state="fr", terms={"chapters": [one], "challenges": [hiv]})
    PracticeFactory(state="international", terms={"chapters": [one]})


def read(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def found(client, address):
    return int(re.search(r"\d+", read(client, address).find(id="results-total").get_text())[0])


def counted(page, selector):
    """{address of a search: the number that stands with its link}"""
    links = page.select(f'{selector} a[href^="/search/?"]')
    return {link["href"]: int(re.search(r"\d+", link.parent.get_text()[-12:])[0]) for link in links}


@pytest.mark.parametrize(
    ("address", "selector", "number"),
    [
        ("/states/ke/", '[aria-labelledby="chapters"] td', 7),
        ("/chapters/1/", '[aria-labelledby="states"] td', 2),
        ("/chapters/2/", ".facts", 2),
        ("/challenges/hiv-hcv/", '[aria-labelledby="states"] td', 2),
    ],
)
def test_the_numbers_are_those_of_the_search(client, address, selector, number):
    shown = counted(read(client, address), selector)
    assert len(shown) == number
    assert shown == {link: found(client, link) for link in shown}
    assert any(shown.values())

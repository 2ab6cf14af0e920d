"""Reach of the search by meaning: the concepts of the file across languages, on both engines.

`python -m tools.bench meaning` measures it with all of them.
"""

import pytest
from wagtail.models import Page

from practices.models import PracticePage
from search.asking import ask_for
from search.engines import get_engine
from search.rebuild import rebuild
from taxonomy.concepts import keys_in
from tests.factories import state_page
from tests.nightly import NIGHTLY
from tests.shared_rows import shared
from tools.bench.concept_texts import concept_texts, reach

pytestmark = pytest.mark.slow

LEAST_FOUND, MOST_STRAY = 0.95, 0.01
EVERY = 3 if NIGHTLY else 13  # concept


def _pages():
    """Texts of concepts, and {id of the page of a text: its place among them}."""
    texts = concept_texts(EVERY)
    parent = Page.objects.get(pk=state_page("ke").pk).specific
    numbers = {}
    for number, text in enumerate(texts):
        page = PracticePage(title=text.text, slug=f"text-{number}", language=text.language)
        page.way = "test"
        parent.add_child(instance=page)
        numbers[page.pk] = number
    return texts, numbers


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    yield from shared(_pages, django_db_blocker)


@pytest.mark.share
@pytest.mark.django_db
@pytest.mark.parametrize(
    "engine", ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def test_a_term_of_one_language_finds_the_texts_of_another(pages, engine, request):
    texts, numbers = pages
    if engine == "elasticsearch":
        request.getfixturevalue("elasticsearch")
        rebuild()
    named = [keys_in(text.text, text.language) for text in texts]

    def search(text):
        raw = get_engine().search(ask_for(text, page_size=100))
        return [numbers[pk] for pk in raw.ids], raw.total

    found, missed = reach(texts, search, lambda number, key: key in named[number])

    assert found.share >= LEAST_FOUND, missed[:20]
    assert found.stray_share <= MOST_STRAY

"""One contribution in a list: what is kept of it, and what each list shows anew."""

from datetime import UTC, datetime

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override

from common.entries import entry_html
from common.in_language import InLanguage

FACTS = {
    "url": "/practices/ke/one/",
    "bare_title": "Care & cure",
    "state": "Kenya",
    "type": "Practice",
    "years": "2019",
    "language": "en",
    "language_label": "English",
    "direction": "ltr",
    "is_sample": False,
    "published": datetime(2026, 3, 4, 23, 30, tzinfo=UTC),
}


def test_title_and_text_are_those_of_each_search():
    first = entry_html(title=mark_safe("<mark>Care</mark>"), text="One", **FACTS)
    second = entry_html(title="Care & cure", text="Two <b>", **FACTS)
    assert "<mark>Care</mark></a>" in first
    assert ">One</p>" in first
    assert "Care &amp; cure</a>" in second
    assert ">Two &lt;b&gt;</p>" in second
    assert "<mark>" not in second


def test_an_entry_without_a_text_has_no_empty_paragraph():
    assert "entry__text" in entry_html(title="Care", text="Words", **FACTS)
    assert "entry__text" not in entry_html(title="Care", text="", **FACTS)


@pytest.mark.parametrize(
    ("language", "marked"),
    [("en", "<bdi>Drogues</bdi>"), ("fr", '<bdi dir="ltr" lang="fr">Drogues')],
)
def test_a_term_that_reads_the_same_in_two_languages_is_marked_as_what_it_is(language, marked):
    terms = [InLanguage("Drogues", language)]
    assert marked in entry_html(title="Care", text="", terms=terms, **FACTS)


def test_each_language_of_the_interface_has_words_and_dates_of_its_own():
    english = entry_html(title="Care", text="", **FACTS)
    with override("fr"):
        french = entry_html(title="Care", text="", **FACTS)
    assert "Published" in english
    assert "Published" not in french
    assert '<span class="tag">English</span>' in french
    assert '<span class="tag">' not in english

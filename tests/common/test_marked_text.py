"""Rich text as marked text that people type, and back."""

import time

import pytest
from hypothesis import given, settings
from hypothesis.strategies import builds, lists, one_of, sampled_from

from common.marked_text import links_of, to_html, to_marked
from common.sanitise import clean_html
from tests.nightly import NIGHTLY

ORIGINAL = (
    '<p>Un <a href="https://example.org/a?b=1&amp;c=(2)">programme</a> '
    '<a id="5" linktype="document">annexe</a></p>'
)

WORDS = sampled_from(
    ["a", "2 * 3", "*", "**", "_x_", "__", "[sic]", "[a](1)", "\\", "\\*", "&lt;b&gt;"]
)
AROUND = sampled_from(
    ["<b>{}</b>", "<i>{}</i>", '<a href="https://example.org/a?b=1&amp;c=(2)">{}</a>']
)
INLINE = one_of(WORDS, builds(str.format, AROUND, WORDS))

SAME = [
    ("<p>One <b>bold</b> word</p>", "One **bold** word"),
    ("<p>One <i>name</i> here</p>", "One __name__ here"),
    ("<p><b>All <i>of it</i></b></p>", "**All __of it__**"),
    ("<p>他<b>说</b>了</p>", "他**说**了"),
    ("<p>هذا <b>نص</b></p>", "هذا **نص**"),
    ('<p><a href="https://example.org/a?b=1&amp;c=(2)">Here</a></p>', "[Here](1)"),
    ('<p><a id="5" linktype="document">A <b>b</b></a></p>', "[A **b**](2)"),
    ('<p><a href="https://x.org/y">own</a></p>', "[own](https://x.org/y)"),
    ('<p><a href="mailto:a@b.org">own</a></p>', "[own](mailto:a@b.org)"),
    ("<ul><li>a <b>b</b></li><li>c</li></ul>", "- a **b**\n- c"),
    ("<p>2 * 3 * 4, a_b_c, [sic] (so)</p>", "2 * 3 * 4, a_b_c, [sic] (so)"),
    ("<p>note** and **note</p>", r"note\*\* and \*\*note"),
    ("<p>*a</p>", r"\*a"),
    ("<p>[a](1)</p>", r"[a\](1)"),
    (r"<p>back\*slash \ here</p>", r"back\\*slash \ here"),
    ('<p><a href="https://x.org/">see [1]</a></p>', r"[see \[1\]](https://x.org/)"),
    ("<p><b>1 &lt; 2 &amp; 3</b></p>", "**1 < 2 & 3**"),
]


@pytest.mark.parametrize(("html", "text"), SAME)
def test_out_and_in_again(html, text):
    assert to_marked(html, ORIGINAL) == text
    assert to_html(text, "", ORIGINAL) == html
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><b> a </b>b</p>", "**a** b"),
        ("<p><b></b>b</p>", "b"),
        ("<p><b>a</b><b>b</b></p>", "**ab**"),
        ("<p><b>a<br/>b</b></p>", "**a**\n**b**"),
        ("<p><a>nowhere</a></p>", "nowhere"),
        ("<p><b>a", "a"),  # unclosed: nothing is stored like this
    ],
)
def test_marks_stand_at_words(html, text):
    assert to_marked(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "[a](9)",
        "[a](0)",
        "[a](javascript:alert(1))",
        "[a](data:x)",
        "** a **",
        "__",
        "****",
        "[a]()",
    ],
)
def test_what_is_no_mark_stays_as_it_was_typed(text):
    assert to_html(text, "", ORIGINAL) == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["**a [b** c](1)", "__a **b__ c**", '[a](https://x.org/"><b>)'])
def test_what_crosses_is_well_formed_when_it_is_stored(text):
    html = clean_html(to_html(text, "", ORIGINAL))
    assert clean_html(html) == html
    assert "onclick" not in html


def test_the_same_words_stay_as_they_are_stored():
    stored = '<p dir="rtl">a <strong>b</strong> <a href="/local/">c</a></p>'
    text = to_marked(stored, ORIGINAL)
    assert text == "a **b** [c](3)"
    assert to_html(text.replace("\n", "\r\n"), stored, ORIGINAL) is stored
    assert to_html(f"{text} d", stored, ORIGINAL) == '<p>a <b>b</b> <a href="/local/">c</a> d</p>'


@pytest.mark.parametrize(
    ("original", "text", "html"),
    [
        ("<h3>Titre</h3>", "Title", "<h3>Title</h3>"),
        ("<h3>Titre</h3>", "Title\n\nMore", "<p>Title</p><p>More</p>"),
        (
            "<ol><li>un</li><li>deux</li></ol>",
            "one\n**two**",
            "<ol><li>one</li><li><b>two</b></li></ol>",
        ),
        ("<ul><li>un</li><li>deux</li></ul>", "- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("<ul><li>un</li><li>deux</li></ul>", "one", "<p>one</p>"),
        ("<p>un</p>", "- one", "<ul><li>one</li></ul>"),
        ("", "one", "<p>one</p>"),
    ],
)
def test_the_form_of_the_original_is_kept(original, text, html):
    assert to_html(text, "", original) == html


def test_links_are_numbered_once_in_order():
    html = ORIGINAL + ORIGINAL + '<p><a href="https://z.org/">z</a></p>'
    assert [words for _attributes, words in links_of(html)] == ["programme", "annexe", "z"]


@pytest.mark.parametrize(
    "part", ["**a [b](1) __c** ", " **a", "**a", "[", r"\*", "[a](https://x.org/{}) ", "[a](http:("]
)
def test_however_many_marks_there_are_they_are_read_once(part):
    text = "".join(part.format(number) for number in range(50_000))
    started = time.process_time()
    to_html(text, "", ORIGINAL)
    assert time.process_time() - started < 5


@pytest.mark.share
@settings(database=None, derandomize=True, max_examples=500 if NIGHTLY else 100)
@given(lists(INLINE, min_size=1, max_size=6))
def test_whatever_is_stored_comes_back(parts):
    html = f"<p>{' '.join(parts)}</p>"
    assert to_html(to_marked(html, ORIGINAL), "", ORIGINAL) == html

"""Plain text and HTML of the guided form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import typed_text
from common.sanitise import text_to_html

PAIRS = {
    "One.": "<p>One.</p>",
    "One.\n\nTwo.": "<p>One.</p><p>Two.</p>",
    "- a\n- b": "<ul><li>a</li><li>b</li></ul>",
    "Before:\n\n- a": "<p>Before:</p><ul><li>a</li></ul>",
    "a < b & c": "<p>a &lt; b &amp; c</p>",
    "": "",
}


@pytest.mark.parametrize(("text", "html"), PAIRS.items())
def test_there_and_back(text, html):
    assert text_to_html(text) == html
    assert typed_text.to_text(html) == text


@given(st.text(alphabet="ab -\n&<", max_size=60))
def test_what_was_typed_once_stays_the_same(text):
    once = typed_text.to_html(text, "")
    assert typed_text.to_html(typed_text.to_text(once), "") == once


@pytest.mark.parametrize("html", ["<p>a <b>b</b> </p>", "<p> a</p><ul><li><i>x</i> </li></ul>"])
def test_formatting_stays_while_the_words_stay(html):
    assert typed_text.to_html(typed_text.to_text(html), html) == html


def test_formatting_is_noticed():
    assert typed_text.is_plain("<p>a</p><ul><li>b</li></ul>")
    assert not typed_text.is_plain("<p>a <b>b</b></p>")
    assert not typed_text.is_plain("<h3>a</h3>")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two words", 2),
        ("well-known", 1),
        ("戒毒", 2),
        ("", 0),
        ("two – words, 5 < 7", 4),
        ("مُدَرِّسَةٌ وطنية", 2),
        ("नशीली दवा", 2),
        ("𠮷野家", 2),
        ("استراتيجية وطنية", 2),
        ("戒", 1),
        ("戒毒治疗和社会康复服务。" * 10, 66),
        ("在 2019 年，UNODC 支持了戒毒治疗", 2 + 6),
        ("การบำบัดยาเสพติด", 4),
    ],
)
def test_words_are_counted_in_every_script(text, number):
    assert typed_text.count_words(text) == number

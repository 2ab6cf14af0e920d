"""What is taken out of the text of a search: phrases, document symbols, hyphenated codes."""

import time

import pytest

from search.phrases import is_long, parse


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("what E/CN.7/2020/6 says", ("E/CN.7/2020/6",)),
        ("E / CN.7 / 2020 / 6", ("E / CN.7 / 2020 / 6",)),
        ("(A/RES/S-30/1)", ("A/RES/S-30/1",)),
        ("alpha-PVP to take-home", ("alpha-PVP", "take-home")),
        ("_A/1 and a.b.c/d", ("A/1", "a.b.c/d")),
        ("naloxone for families", ()),
    ],
)
def test_symbols_and_hyphenated_words_are_codes(text, codes):
    assert parse(text).codes == codes


@pytest.mark.parametrize("part", ["9", "ä", "a.", "(a", "a_", "a-", "a/", "a /"])
def test_a_word_of_any_length_is_read_once(part):
    """Tried from each letter to the end it would take an hour, here and in any search."""
    text = part * (100_000 // len(part))
    started = time.process_time()
    parse(text)
    is_long(text)
    assert time.process_time() - started < 5

"""Cleaning of text: every word stays, nothing is left that cannot be seen, stored or sent on."""

import unicodedata
from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from common.text import (
    bare,
    clean,
    clean_line,
    escape_excel,
    is_blank,
    shortened,
    unescape_excel,
    xml_safe,
)

ANY = st.text(st.characters(codec=None))  # halves of characters too


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("one\x0btwo\x0cthree", "one\ntwo\nthree"),
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("\x93quoted\x94", "“quoted”"),
        ("e\u0301", "é"),
        ("metha\u00addone", "methadone"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("a\ufffeb\U0001ffffc\ufdd0", "abc"),
        ("\ud83d\ude00 \ud83d", "😀 "),
        ("a\u200db", "ab"),
        ("admin\u202etxt.exe", "admintxt.exe"),
        ("\u200ename@example.org\u200e", "name@example.org"),
        ("open \u2066isolate", "open isolate"),
        ("A\u00a0: b\tc", "A\u00a0: b\tc"),
        # what a script needs
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ه\u200d", "ه\u200d"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d👧\u200d👦 ❤️", "👩\u200d👧\u200d👦 ❤️"),
        ("ភាសា\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),
        ("\u200fالمادة (أ)\u200f", "\u200fالمادة (أ)\u200f"),
        ("نص \u2066A/RES/S-30/1\u2069", "نص \u2066A/RES/S-30/1\u2069"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
         "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"),
    ],
)  # fmt: skip
def test_clean(given, kept):
    assert clean(given) == kept


@given(ANY)
def test_whatever_comes_in_can_be_stored_and_sent_on(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert xml_safe(cleaned) == cleaned
    cleaned.encode()
    assert "\r" not in cleaned


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("12345", "12345"),
        ("123456", "1234…"),
        ("123e\u0301456", "123…"),
        ("\u0301" * 9, "…"),
    ],
)
def test_a_text_is_shortened_between_letters(text, shown):
    assert shortened(text, 5) == shown


@given(ANY)
def test_xml_takes_whatever_is_stored(text):
    fromstring(f"<a>{escape(xml_safe(text))}</a>".encode())


@given(st.text(st.sampled_from("_x05Fdabc\r\n")))
def test_excels_escapes_are_undone(text):
    assert unescape_excel(escape_excel(text)) == text


def test_a_workbook_may_write_any_character_as_its_number():
    assert unescape_excel("a_x000D_\nb_x005F_x000D_") == "a\r\nb_x000D_"


def test_one_line():
    assert clean_line(" a \r\n b\tc ") == "a b c"


def test_for_comparing():
    assert bare("\u200fa\u200c\u00a0 b\n") == "a b"


@pytest.mark.parametrize(
    "text", ["", " \n", "\u200b\ufeff", "\u3164", "\u2800", "\u200f\u2066\u2069"]
)
def test_blank(text):
    assert is_blank(text)
    assert not is_blank(text + "x")

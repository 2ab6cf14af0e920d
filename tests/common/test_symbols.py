"""Symbols of documents: every spelling is read, and one is printed."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from common.symbols import ORGANS, Symbol, is_reissued, parse, parse_joint

NUMBERS = st.integers(1, 3000).map(str)
BODIES = st.sampled_from(["CN.7", "CN.15", "C.3", "CND", "HONLAF", "SUBCOM", "RES", "CONF.82"])
SESSIONS = st.one_of(st.integers(1946, 2100).map(str), st.integers(1, 99).map(str), st.just("S-30"))
SERIES = st.sampled_from(["", "CRP.", "L.", "NGO.", "INF.", "Misc."])
SUFFIXES = st.builds("{}.{}".format, st.sampled_from(["Add", "Corr", "Rev"]), st.integers(1, 40))


@st.composite
def symbols(draw):
    organ = draw(st.sampled_from(["A", "E", "S", "ST", "UNODC", "CTOC"]))
    bodies = draw(st.lists(BODIES, max_size=2))
    sessions = draw(st.lists(SESSIONS, max_size=1))
    number = draw(SERIES) + draw(NUMBERS)
    suffixes = draw(st.lists(SUFFIXES, max_size=2))
    return Symbol((organ, *bodies, *sessions, number, *suffixes))


RESOLUTIONS = st.builds(
    lambda session, number: Symbol(("CND", "RES", session, number)), NUMBERS, NUMBERS
)


@given(symbols() | RESOLUTIONS)
def test_what_is_printed_is_read_back(symbol):
    assert parse(str(symbol)) == symbol
    assert parse(symbol.key) == symbol


DASHES = st.sampled_from("-‐‑‒–—−－")
SLASHES = st.sampled_from(["/", " / ", "/ ", "／", "∕", "⁄", "\\"])
DOTS = st.sampled_from([".", "", " ", ". ", "．"])
AROUND = st.sampled_from(["{}", " {} ", "({})", "{}.", "“{}”", "{}*", "{}**", "\u200f{}\u200e"])
CASES = st.sampled_from([str, str.lower, str.upper, str.title])


def full_width(text):
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


WIDTHS = st.sampled_from([str, full_width])


@given(symbols(), st.data())
def test_spellings_agree(symbol, data):
    written = data.draw(SLASHES).join(symbol.components)
    written = written.replace(".", data.draw(DOTS)).replace("-", data.draw(DASHES))
    written = data.draw(CASES)(data.draw(WIDTHS)(written))
    assert parse(data.draw(AROUND).format(written)) == symbol


@given(symbols(), symbols(), st.sampled_from(["-", " – ", "/", " ", ", ", "\n"]))
@example(Symbol(("E", "2019", "28")), Symbol(("E", "CN.7", "2019", "13")), "/")
def test_two_symbols_of_one_document(first, second, between):
    assume(first != second)
    assume(between != "/" or second.organ in ORGANS)
    assert parse_joint(f"{first}{between}{second}") == (first, second)
    assert parse(f"{first}{between}{second}*") == first


@pytest.mark.slow
@given(st.text(max_size=300) | st.text("AECNRPS/.-–0123456789 ()*", max_size=60))
def test_any_text_is_read_or_refused(text):
    for symbol in parse_joint(text):
        assert parse(str(symbol)) == symbol


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("e_cn7_2020_crp1", "E/CN.7/2020/CRP.1"),
        ("E-CN.7-2020-9", "E/CN.7/2020/9"),
        ("E CN 7 2020 CRP 1", "E/CN.7/2020/CRP.1"),
        ("E/CN.7/2020 CRP.1", "E/CN.7/2020/CRP.1"),
        ("E/CN.7/2022/3 addendum 1", "E/CN.7/2022/3/Add.1"),
        ("A-RES-S-30-1", "A/RES/S-30/1"),
        ("A/RES/S30/1", "A/RES/S-30/1"),
        ("GA 67/193", "A/RES/67/193"),
        ("General Assembly resolution S-30/1", "A/RES/S-30/1"),
        ("ECOSOC resolution 1985/11", "E/RES/1985/11"),
        ("ECOSOC resolution 1845 (LVI)", "E/RES/1845(LVI)"),
        ("CND res. 60/1", "CND res. 60/1"),
        ("Commission resolution 60/1", "CND res. 60/1"),
        ("cnd/res/60/1", "CND res. 60/1"),
        ("https://undocs.org/en/E/CN.7/2020/9", "E/CN.7/2020/9"),
        ("Е/СN.7/2020/9", "E/CN.7/2020/9"),  # the first two letters are Cyrillic
        ("E/CN.7/٢٠٢٠/٩", "E/CN.7/2020/9"),
        ("UNODC/HONLAF/30/3", "UNODC/HONLAF/30/3"),
        ("E/CN.7/2019/CRP.13-E/CN.15/2019/CRP.9", "E/CN.7/2019/CRP.13"),
    ],
)
def test_one_spelling_for_all(written, printed):
    assert str(parse(written)) == printed


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "E", "CND", "and/or", "km/h", "24/7", "2019-2020", "60/1", "resolution 60/1",
        "the report of 2019", "COVID-19", "A/H1N1", "E/CN.7/2020/report",
    ],
)  # fmt: skip
def test_what_is_no_symbol(text):
    assert parse(text) is None


def test_parts_of_a_symbol():
    symbol = parse("E/CN.7/2022/L.3/Rev.1/Add.2")
    assert (symbol.organ, symbol.bodies, symbol.session) == ("E", ("CN.7",), "2022")
    assert (symbol.year, symbol.series, symbol.suffixes) == (2022, "L", ("Rev.1", "Add.2"))
    assert str(symbol.base) == "E/CN.7/2022/L.3"
    assert symbol.slug == "e-cn-7-2022-l-3-rev-1-add-2"


def test_a_year_is_never_assumed():
    assert str(parse("E/CN.7/9")) == "E/CN.7/9"
    assert [parse(text).year for text in ("E/CN.7/9", "A/RES/67/193", "E/5933")] == [None] * 3


def test_an_asterisk_says_that_it_was_issued_again():
    assert is_reissued("E/CN.7/2020/9*")
    assert is_reissued("(E/CN.7/2020/9**)")
    assert not is_reissued("E/CN.7/2020/9")

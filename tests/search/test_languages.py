"""Words, phrases and symbols as people write them: the same on both engines."""

import pytest

from search import rescue
from search.asking import ask_for
from search.hits import hits
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(engine):
    def found(text):
        return engine.search(ask_for(text)).ids

    return found


# (language of the text, text, search) that must meet; tried in one index, one page each.
MEETING = [
    ("en", "metha\u00addone clinic", "methadone"),
    ("en", "buprenorphine", "bupre\u00adnor\u200bphine"),
    ("ar", "الوقاية من المخاطر", "وقاية"),
    ("ar", "برامج وقاية الأسرة", "الوقاية الأسرة"),
    ("ar", "الْعِلاج بالمجتمع", "العلاج"),
    ("ar", "إدمان المراهق", "ادمان"),
    ("ar", "مدرسـة حكومية", "مدرسه"),
    ("ar", "مستشفى عسكري", "مستشفي"),
    ("en", "α-PVP seizures", "alpha-PVP"),
    ("en", "gamma-hydroxybutyrate alert", "γ-hydroxybutyrate"),
    ("en", "Δ9-THC content", "delta-9-THC"),
    ("en", "delta-8-THC content", "Δ⁸-THC"),
    ("en", "beta\u2011carboline", "β-carboline"),
    ("en", "resolution of ２０１７", "resolution 2017"),
    ("ar", "خطة ٢٠١٩", "2019"),
    ("es", "reducción de daños", "daño"),
    ("es", "un niño sano", "niños"),
    ("es", "las leyes vigentes", "ley vigente"),
    ("fr", "les lois pénales", "loi penale"),
    ("fr", "soins de proximité", "soin proximite"),
    ("fr", "être bien", "être"),
    ("ru", "права человека", "человек"),
    ("en", "children of drinkers", "child drinker"),
    ("zh", "社区戒毒治疗", "戒毒治疗"),
]


def test_spellings_of_the_same_words_meet(engine, found):
    pages = [PracticeFactory(title=text, language=code) for code, text, _asked in MEETING]
    PracticeFactory(title="Something else")
    engine.settle()
    missed = [
        asked
        for page, (_code, _text, asked) in zip(pages, MEETING, strict=True)
        if page.pk not in found(asked)
    ]
    assert missed == []


def test_stop_words_alone_are_words(engine, found):
    page = PracticeFactory(title="Not to be")
    PracticeFactory(title="Something")
    engine.settle()
    assert found("to be") == (page.pk,)


SYMBOLS = ["A/RES/S-30/1", "E/CN.7/2020/6"]


def test_a_document_symbol_comes_first(engine, found):
    pieces = "1 30 s res a 6 2020 7 cn e "
    exact = [PracticeFactory(title="One", description=f"<p>See {one}.</p>") for one in SYMBOLS]
    PracticeFactory(title=pieces + pieces, summary=pieces * 3, description=f"<p>{pieces * 9}</p>")
    engine.settle()
    for asked in (*SYMBOLS, "e/cn.7/2020/6", "E / CN.7 / 2020 / 6"):
        ids = found(asked)
        assert ids[0] == exact["CN" in asked.upper()].pk, asked
        assert len(ids) > 1


def test_quotes_mean_a_phrase(engine, found):
    phrase = PracticeFactory(title="Naloxone to take home", summary="At home they take it")
    PracticeFactory(title="They take the bus home, home they take")
    engine.settle()
    for asked in ('"take home"', "“take home”", "« take home »", "「take home」", "„take home“"):
        assert found(asked) == (phrase.pk,), asked
        assert found(f"{asked} naloxone") == (phrase.pk,), asked
        (hit,) = hits(engine.search(ask_for(asked)), asked)
        assert "<mark>take" in hit.title
        assert "<mark>" not in hit.snippet


def test_a_quotation_mark_alone_is_passed_over(engine, found):
    page = PracticeFactory(title="home they take")
    engine.settle()
    for asked in ('"take home', "take» home", "”take home", "'take home'"):
        assert page.pk in found(asked), asked


MISTYPED = {
    "naloxon": "naloxone",
    "nalxone": "naloxone",
    "naloxnoe": "naloxone",
    "maloxone": "naloxone",
    "fentanyk": "fentanyl",
    "naloxnoe Kenya": "naloxone Kenya",
}


def test_a_letter_is_forgiven_and_it_is_said(engine):
    page = PracticeFactory(title="Naloxone against fentanyl", state="ke")
    engine.settle()
    for typed, meant in MISTYPED.items():
        query, raw, notice = rescue.search(engine, ask_for(typed))
        assert raw.ids == (page.pk,), typed
        if query.text != typed:  # a stem may have found it at once
            assert query.text == meant
            assert notice == f"Showing results for “{meant}”."
            ((text, address),) = notice.links
            assert text == f"Search instead for “{typed}”."
            assert "exact=1" in address
            assert not rescue.search(engine, ask_for(typed, exact=True))[1].total

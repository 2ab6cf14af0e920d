"""Names of Member States: one list for the search, the finder of States and the importer."""

import pytest

from taxonomy import state_names
from taxonomy.languages import Language
from taxonomy.models import MemberState
from tests.nightly import NIGHTLY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *[("USA", "us"), ("U.S.A.", "us"), ("UK", "gb"), ("UAE", "ae"), ("DRC", "cd")],
        *[("Holland", "nl"), ("Ivory Coast", "ci"), ("Côte d’Ivoire", "ci"), ("Burma", "mm")],
        *[("Swaziland", "sz"), ("Cape Verde", "cv"), ("Turkey", "tr"), ("Tu\u0308rkiye", "tr")],
        *[("Czech Republic", "cz"), ("Slovak Republic", "sk"), ("Russia", "ru"), ("Laos", "la")],
        *[("Bolivia", "bo"), ("Vietnam", "vn"), ("Moldova", "md"), ("East Timor", "tl")],
        *[("Macedonia", "mk"), ("Congo", "cg"), ("Guinea", "gn"), ("Niger", "ne")],
        *[("Nigeria", "ng"), ("Dominica", "dm"), ("Georgia", "ge"), ("Samoa", "ws")],
        *[("Sudan", "sd"), ("South Sudan", "ss"), ("South Korea", "kr"), ("DPRK", "kp")],
        *[("Allemagne", "de"), ("Германия", "de"), ("德国", "de"), ("ألمانيا", "de")],
        *[("Deutschland", "de"), ("Schweiz", "ch"), ("Österreich", "at"), ("Polska", "pl")],
        *[("日本", "jp"), ("Nippon", "jp"), ("대한민국", "kr"), ("Україна", "ua"), ("भारत", "in")],
        *[("England", "gb"), ("Англия", "gb"), ("Île Maurice", "mu"), ("Босния", "ba")],
        *[("沙特", "sa"), ("Commonwealth of Australia", "au"), ("Libyan Arab Jamahiriya", "ly")],
        *[("المانيا", "de"), ("Estados Unidos", "us"), ("美国", "us"), ("Pays-Bas", "nl")],
    ],
)
def test_everyday_former_and_other_names_mean_one_state(written, code):
    assert state_names.find(written).code == code


@pytest.mark.parametrize(
    "written",
    [
        *["Korea", "Corée", "Kosovo", "Palestine", "State of Palestine", "Taiwan", "Holy See"],
        *[
            "Vatican City",
            "American Samoa",
            "Hong Kong",
            "French Guiana",
            "台湾",
            "Kenyan",
            "Atlantis",
        ],
    ],
)
def test_what_is_no_state_or_could_be_two_is_not_guessed(written):
    assert state_names.find(written) is None


@pytest.mark.slow
@pytest.mark.share
def test_each_official_name_means_its_state_and_is_seen_in_a_text():
    for state in MemberState.objects.all()[:: 1 if NIGHTLY else 3]:
        for language in Language.values:
            name = getattr(state, f"name_{language}")
            assert state_names.find(name) == state
            (mention,) = state_names.mentions(name)
            assert mention.codes == (state.code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tell us about naloxone", []),
        ("US drug courts", [("us",)]),
        ("drug courts in the U.S.A.", [("us",)]),
        ("Papua New Guinea and Guinea", [("pg",), ("gn",)]),
        ("American Samoa", [()]),
        ("德国戒毒", [("de",)]),
        ("索马里", [("so",)]),
        ("Korean clinics", [("kp", "kr")]),
        ("Member States", []),
    ],
)
def test_names_are_found_in_a_text_the_longest_first(text, codes):
    assert [mention.codes for mention in state_names.mentions(text)] == codes

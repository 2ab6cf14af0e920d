"""The files of facts are whole, and name people, places and bodies as they are called."""

import re

import pytest

from commission.facts import files
from commission.models import Figure, MeetingLink, MeetingPage, RecordPage, Segment
from common.symbols import parse_joint

NAMES = (
    "bodies", "workplans", "reported_figures", "meetings", "segments", "figures", "links",
    "documents",
)  # fmt: skip
ROWS = {name: list(files.rows(name)) for name in NAMES}
MEETINGS = {row["key"]: row for row in ROWS["meetings"]}
CERTAINTIES = {choice.value for choice in RecordPage.Certainty}


@pytest.mark.parametrize("name", NAMES)
def test_each_row_says_where_it_comes_from_and_how_sure_it_is(name):
    for row in ROWS[name]:
        assert row["certainty"] in CERTAINTIES, row
        assert row["source"], row


def test_no_key_stands_twice_and_every_row_has_its_meeting():
    assert len(MEETINGS) == len(ROWS["meetings"])
    for name in ("segments", "figures", "links"):
        keys = [(row["meeting"], row["key"]) for row in ROWS[name]]
        assert len(set(keys)) == len(keys)
        assert {meeting for meeting, _key in keys} <= set(MEETINGS)


def test_bodies_are_the_commission_and_its_five():
    bodies = {row["code"]: row for row in ROWS["bodies"]}
    assert sum(row["is_subsidiary"] for row in bodies.values()) == 5
    assert all(row[f"label_{code}"] for row in bodies.values() for code in ("fr", "ar", "zh"))
    assert {row["body"] for row in ROWS["meetings"]} == set(bodies)
    name = "Subcommission on Illicit Drug Traffic and Related Matters in the Near and Middle East"
    assert bodies["subcommission-nme"]["label_en"] == name
    # Known from memory, or from a third party, alone: no column that is shown.
    assert bodies["honlea-asia-pacific"]["founded_by"] == ""


def test_names_are_right_where_the_note_misspells_them():
    assert MEETINGS["honlea-africa-29"]["place"] == "Balaclava, Mauritius"
    assert MEETINGS["thematic-2019"]["chair"] == "Mirghani Abbaker Altayeb Bakhiet (Sudan)"
    text = " ".join(str(value) for rows in ROWS.values() for row in rows for value in row.values())
    assert not re.search(r"Balacava|Bakhet|Subcommittee|Joint Ministerial Declaration", text)


def test_what_the_five_bodies_held_in_2019():
    held = {
        row["body"]: (row["ordinal"], row["date"], row["last_day"], row["certainty"])
        for row in ROWS["meetings"]
        if row["date"].startswith("2019") and row["session"] == "meeting"
    }
    assert held == {
        "honlea-europe": (13, "2019-07-02", "2019-07-05", "A"),
        "honlea-africa": (29, "2019-09-16", "2019-09-20", "A"),
        "subcommission-nme": (54, "2019-09-23", "2019-09-27", "A"),
        "honlea-lac": (29, "2019-10-07", "2019-10-11", "A"),
        "honlea-asia-pacific": (43, "2019-10-22", "2019-10-25", "A"),
    }


def test_challenges_of_the_thematic_sessions():
    treated = {}
    for row in ROWS["segments"]:
        if row["certainty"] in files.PUBLIC and row["challenges"]:
            treated.setdefault(row["meeting"], []).extend(row["challenges"])
    assert treated["thematic-2019"] == ["markets-diversify", "record-levels", "synthetic-opioids"]
    expected = ["treatment-gap", "hiv-hcv", "nps-health", "medical-access"]
    assert treated["thematic-2020"] == expected
    assert treated["thematic-2021"] == ["crime-links", "proceeds", "ict-misuse"]
    assert treated["thematic-2022"] == ["non-conformity"]
    assert "thematic-2024" not in treated


def test_reported_totals_are_those_of_paragraph_25():
    assert [(row["what"], row["qualifier"], row["number"]) for row in ROWS["reported_figures"]] == [
        ("states", "about", 400),
        ("civil_society", "about", 130),
        ("experts", "over", 130),
    ]


def test_choices_of_the_files_are_those_of_the_models():
    for name, column, choices in (
        ("meetings", "session", MeetingPage.Session),
        ("segments", "half", Segment.Half),
        ("figures", "qualifier", Figure.Qualifier),
        ("links", "kind", MeetingLink.Kind),
    ):
        assert {row[column] for row in ROWS[name]} <= set(choices.values), name


def test_documents_are_known_by_what_is_printed_on_them():
    for row in ROWS["documents"]:
        symbols = parse_joint(row["symbol"])
        assert "-".join(map(str, symbols)) == row["symbol"]
        assert not row["meeting"] or row["meeting"] in MEETINGS
    public = {row["symbol"] for row in ROWS["documents"] if row["certainty"] in files.PUBLIC}
    assert {"E/CN.7/2020/6", "E/CN.7/2020/9", "E/CN.7/2020/12", "CND res. 60/1"} <= public
    assert "UNODC/HONLAF/30/3" not in public  # a third party's alone

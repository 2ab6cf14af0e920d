"""A form on paper comes back: what it says is shown first, then taken, and nothing is lost."""

import io
import itertools
import logging
import os
import tempfile

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from tests import people
from tests.nightly import nightly
from workshops import answers
from workshops.models import Answer
from workshops.paper import questions

from .made import Made, inside, signed_in
from .paper_forms import (
    KINDS,
    answer_place,
    bring,
    fill,
    form,
    keep,
    notes,
    page,
    said,
    take,
    with_small_forms,
)
from .test_canaries import dump

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HARD = "=1+1 'two'\n\n  - three\twide & <b> _x0041_"
LANGUAGES = ["", "/fr", "/es", "/ru", "/zh-hans", "/ar"]
DAY = list(zip(LANGUAGES, itertools.cycle(KINDS), strict=False))  # each language, each kind
NIGHT = [each for each in itertools.product(LANGUAGES, KINDS) if each not in DAY]


@pytest.fixture
def made(made):
    return with_small_forms(made)


@pytest.mark.parametrize(("prefix", "kind"), [*DAY, *nightly(*NIGHT)])
def test_a_form_that_nobody_touched_says_nothing_new(made, kind, prefix):
    keep(made, made.one, status="planned", note=HARD, next_date="2027-02-01", priority=True)
    client = inside(made.first)
    shown = bring(client, made, kind, form(client, made, kind, prefix=prefix))
    assert (shown.context["rows"], notes(shown), shown.context["emptied"]) == ([], [], [])
    assert shown.context["filled"].answers.keys() == shown.context["filled"].bases.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_is_shown_and_nothing_saved_until_the_person_says_so(made, kind):
    keep(made, made.one, note="before", lead="stays")
    client = inside(made.first)
    new = {"note": "zzafter", "status": "Planned", "next_date": "31 March 2027", "priority": "yes"}
    file = fill(kind, form(client, made, kind), made.item, **new)
    file = fill(kind, file, made.items[1], evidence="zzlaw of 2020")
    shown = bring(client, made, kind, file)
    body = shown.content.decode()
    assert all(
        words in body for words in ("before", "zzafter", "zzlaw of 2020", "Nothing is saved")
    )
    assert said(made, made.one) == {"note": "before", "lead": "stays"}
    answer = take(client, made, shown)
    assert answer["Location"].endswith(reverse("workshop_assessment", args=answer_place(made)))
    assert said(made, made.one) == {
        "note": "zzafter",
        "lead": "stays",
        "status": "planned",
        "next_date": "2027-03-31",
        "priority": True,
    }
    assert said(made, made.one, made.items[1]) == {"evidence": "zzlaw of 2020"}
    assert said(made) == said(made, made.two) == {}


@pytest.mark.parametrize("kind", ["docx", *nightly("xlsx")])
def test_empty_in_the_file_erases_nothing_and_is_never_none(made, kind):
    keep(made, made.one, status="in_place", note="written before")
    client = inside(made.first)
    file = fill(kind, form(client, made, kind), made.item, status="", note="", lead="new")
    shown = bring(client, made, kind, file)
    assert len(shown.context["emptied"]) == 2
    assert "Empty in the file, and kept as they are" in shown.content.decode()
    take(client, made, shown)
    assert said(made, made.one) == {"status": "in_place", "note": "written before", "lead": "new"}
    assert len(answers.sheet_of(made.assessment, made.one)) == 1  # no other item was answered


@pytest.mark.parametrize("kind", ["docx", *nightly("xlsx")])
def test_an_answer_changed_in_both_places_is_a_conflict_to_be_chosen(made, kind):
    keep(made, made.one, note="of before", lead="of before", evidence="of before")
    client = inside(made.first)
    file = form(client, made, kind)
    keep(made, made.one, note="of the room", evidence="of the room")
    file = fill(kind, file, made.item, note="of the file", lead="of the file", owner="new")
    shown = bring(client, made, kind, file)
    assert "Someone else has changed the same part" in shown.content.decode()
    again = take(client, made, shown)
    assert again.status_code == 200  # the conflict is left
    assert said(made, made.one) == {
        "note": "of the room",
        "evidence": "of the room",
        "lead": "of the file",
        "owner": "new",
    }
    name = f"keep-{made.item.key}.note"
    digest = BeautifulSoup(again.content, "html.parser").select_one(f'[name="{name}"]')["value"]
    assert take(client, made, again, **{name: digest}).status_code == 302
    assert said(made, made.one)["note"] == "of the file"


def test_what_others_save_while_the_file_is_looked_at_is_not_overwritten(made):
    client = signed_in(made.person)
    file = fill("xlsx", form(client, made, "xlsx", "agreed"), made.item, note="of the file")
    shown = bring(client, made, "xlsx", file, "agreed")
    keep(made, note="of the room")
    assert take(client, made, shown, "agreed").status_code == 200
    assert said(made)["note"] == "of the room"


@pytest.mark.parametrize("kind", ["xlsx", *nightly("docx")])
def test_two_copies_that_two_people_filled_in_are_put_together(made, kind):
    client = inside(made.first)
    blank = form(client, made, kind).getvalue()
    for name in ("note", "lead"):
        file = fill(kind, io.BytesIO(blank), made.item, **{name: f"in {name}"})
        take(client, made, bring(client, made, kind, file))
    assert said(made, made.one) == {"note": "in note", "lead": "in lead"}


@pytest.mark.parametrize("kind", ["xlsx", *nightly("docx")])
def test_the_form_of_another_group_or_assessment_is_refused(made, kind):
    mine, second, leader = inside(made.first), inside(made.second), signed_in(made.person)
    other = with_small_forms(Made("fr"))
    for file in (
        form(second, made, kind, "2"),
        form(leader, made, kind, "agreed"),
        form(inside(other.first), other, kind),
    ):
        answer = bring(mine, made, kind, fill(kind, file, made.item, note="zzstray"))
        assert "the form of another group or of another assessment" in answer.content.decode()
    assert not made.assessment.answers.exists()


def test_nothing_of_a_file_stays_anywhere(made, monkeypatch, tmp_path, caplog):
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client = inside(made.first)
    file = fill("xlsx", form(client, made, "xlsx"), made.item, note="zzinthefile" * 50)
    before = dict(client.session)
    shown = bring(client, made, "xlsx", file)
    assert "zzinthefile" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert dict(client.session) == before
    assert form(client, made, "docx").getvalue()
    assert os.listdir(tmp_path) == []
    assert b"zzinthefile" not in dump()
    assert "zzinthefile" not in caplog.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_mirrored_in_arabic(made, kind):
    file = form(inside(made.first), made, kind, prefix="/ar")
    if kind == "xlsx":
        assert load_workbook(file).active.sheet_view.rightToLeft
    else:
        assert "w:bidiVisual" in Document(file).element.xml


def test_only_answers_can_be_changed_in_the_spreadsheet_and_a_list_offers_the_statuses(made):
    sheet = load_workbook(form(inside(made.first), made, "xlsx")).active
    assert sheet.protection.sheet
    row = [cell.protection.locked for cell in sheet[5]]
    answers_of_row = row[2 : 2 + len(questions.asked())]
    assert (row[:2], set(answers_of_row), row[-1]) == ([True, True], {False}, True)
    (statuses,) = [rule for rule in sheet.data_validations.dataValidation if "C5" in rule.sqref]
    assert "Nothing yet" in statuses.formula1
    assert sheet.print_title_rows == "$3:$3"


def test_a_form_is_given_out_and_taken_back_for_the_own_sheet_alone(made):
    made.answered()
    member, leader, officer = inside(made.first), signed_in(made.person), Client()
    officer.force_login(people.officer())
    outs = {
        sheet: page(made, sheet, "workshop_paper_form", kind="xlsx") for sheet in ("1", "agreed")
    }
    takes = {sheet: page(made, sheet, "workshop_paper_take") for sheet in ("1", "agreed")}
    for client, statuses in ((member, (200, 404)), (leader, (404, 200)), (officer, (302, 302))):
        assert tuple(client.get(path).status_code for path in outs.values()) == statuses
    field = f"{made.item.key}.note"
    for client, sheet in ((member, "agreed"), (leader, "1"), (officer, "1")):
        answer = client.post(takes[sheet], {field: "stray", "base": ""})
        assert answer.status_code == 404
        assert "stray" in answer.content.decode()  # given back to who typed it
    assert "stray" not in str([row.data for row in Answer.objects.all()])

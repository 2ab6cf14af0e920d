"""A form on paper comes back: what it says is shown first, then taken, and nothing is lost."""

import io
import os
import tempfile

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from tests import people
from workshops import answers
from workshops.models import Answer
from workshops.paper import questions

from .made import Made, inside, signed_in

pytestmark = pytest.mark.django_db
KINDS = ["xlsx", "docx"]
HARD = "=1+1 'two'\n\n  - three\twide & <b> _x0041_"


def page(made, sheet="1", name="workshop_paper", **more):
    return reverse(name, args=[made.room.uid, made.assessment.pk, sheet, *more.values()])


def form(client, made, kind, sheet="1", prefix=""):
    path = page(made, sheet, "workshop_paper_form", kind=kind)
    answer = client.get(f"{prefix}{path}")
    translation.activate("en")  # what a page in another language leaves behind in this thread
    assert answer.status_code == 200
    return io.BytesIO(answer.content)


def fill(kind, file, item, **said):
    return (fill_xlsx if kind == "xlsx" else fill_docx)(file, item, said)


def fill_xlsx(file, item, said):
    book = load_workbook(file)
    names = list(questions.asked())
    for row in book.active.iter_rows(min_row=4):
        if row[0].value == item.key:
            for name, text in said.items():
                row[2 + names.index(name)].value = text or None
    return saved(book)


def fill_docx(file, item, said):
    document, names = Document(file), list(questions.asked())
    for table in document.tables:
        if table.cell(0, 0).paragraphs[1].text == item.key:
            for name, text in said.items():
                table.cell(1 + names.index(name), 1).text = text
    return saved(document)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file


def bring(client, made, kind, file, sheet="1"):
    """The page that shows what the file says."""
    file.seek(0)
    file.name = f"form.{kind}"
    return client.post(page(made, sheet), {"file": file})


def take(client, made, shown, sheet="1", **chosen):
    """The form of that page, sent as a browser would."""
    form = BeautifulSoup(shown.content, "html.parser").select_one("form.guided")
    sent = {field["name"]: field.text for field in form.select("textarea")}
    for field in form.select("input:not([type=radio], [type=checkbox]), [checked]"):
        sent[field["name"]] = field.get("value", "on" if field["type"] == "checkbox" else "")
    for field in form.select("select"):
        sent[field["name"]] = field.select_one("option[selected]")["value"]
    return client.post(page(made, sheet, "workshop_paper_take"), sent | chosen)


def said(made, group=None, item=None):
    return answers.sheet_of(made.assessment, group).get((item or made.item).key, {})


def keep(made, group=None, **values):
    answers.keep(answers.answer_of(made.assessment, group, made.item), values)


def notes(shown):
    return [(note.place, note.message, note.text) for note in shown.context["filled"].notes]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", ["", "/fr", "/es", "/ru", "/zh-hans", "/ar"])
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


def answer_place(made):
    return [made.room.uid, made.assessment.pk]


@pytest.mark.parametrize("kind", KINDS)
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


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_changed_in_both_places_is_a_conflict_to_be_chosen(made, kind):
    keep(made, note="of before", lead="of before", evidence="of before")
    client = signed_in(made.person)
    file = form(client, made, kind, "agreed")
    keep(made, note="of the room", evidence="of the room")
    file = fill(kind, file, made.item, note="of the file", lead="of the file", owner="new")
    shown = bring(client, made, kind, file, "agreed")
    assert "Someone else has changed the same part" in shown.content.decode()
    again = take(client, made, shown, "agreed")
    assert again.status_code == 200  # the conflict is left
    assert said(made) == {
        "note": "of the room",
        "evidence": "of the room",
        "lead": "of the file",
        "owner": "new",
    }
    name = f"keep-{made.item.key}.note"
    digest = BeautifulSoup(again.content, "html.parser").select_one(f'[name="{name}"]')["value"]
    assert take(client, made, again, "agreed", **{name: digest}).status_code == 302
    assert said(made)["note"] == "of the file"


def test_what_others_save_while_the_file_is_looked_at_is_not_overwritten(made):
    client = signed_in(made.person)
    file = fill("xlsx", form(client, made, "xlsx", "agreed"), made.item, note="of the file")
    shown = bring(client, made, "xlsx", file, "agreed")
    keep(made, note="of the room")
    assert take(client, made, shown, "agreed").status_code == 200
    assert said(made)["note"] == "of the room"


@pytest.mark.parametrize("kind", KINDS)
def test_two_copies_that_two_people_filled_in_are_put_together(made, kind):
    client = inside(made.first)
    blank = form(client, made, kind).getvalue()
    for name in ("note", "lead"):
        file = fill(kind, io.BytesIO(blank), made.item, **{name: f"in {name}"})
        take(client, made, bring(client, made, kind, file))
    assert said(made, made.one) == {"note": "in note", "lead": "in lead"}


def test_a_form_that_lost_its_marks_overwrites_nothing(made):
    """As some programs save it: then the portal cannot know what was changed in the file."""
    keep(made, made.one, note="in the room")
    client = inside(made.first)
    book = load_workbook(form(client, made, "xlsx"))
    book.active.delete_cols(book.active.max_column)
    file = fill("xlsx", saved(book), made.item, note="in the file", lead="new")
    shown = bring(client, made, "xlsx", file)
    take(client, made, shown)
    assert said(made, made.one) == {"note": "in the room", "lead": "new"}


def test_statuses_are_read_in_every_language_whatever_that_of_the_file(made):
    client = inside(made.first)
    labels = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            labels.append(str(Answer.Status.PARTLY.label))
    file = form(client, made, "xlsx", prefix="/fr")
    for item, label in zip(made.items, labels, strict=False):
        file = fill("xlsx", file, item, status=label)
    take(client, made, bring(client, made, "xlsx", file))
    found = [said(made, made.one, item)["status"] for item in made.items[: len(labels)]]
    assert found == ["partly"] * 6
    assert len(set(labels)) == 6


@pytest.mark.parametrize(
    ("kind", "place"), [("xlsx", "C5"), ("docx", "What has been done?")], ids=KINDS
)
def test_a_cell_that_cannot_be_read_is_named_with_its_place(made, kind, place):
    client = inside(made.first)
    said = {"status": "nearly", "next_date": "01/02/2027", "note": "is read"}
    shown = bring(client, made, kind, fill(kind, form(client, made, kind), made.item, **said))
    (first, message, text), (_place, when, _text) = notes(shown)
    assert place in first
    assert (text, message) == ("nearly", "“nearly” is not in the list.")
    assert "2027" in when
    assert list(shown.context["filled"].answers) == [f"{made.item.key}.note"]


def test_a_text_that_is_too_long_is_shown_in_its_field_to_be_made_shorter(made):
    client = inside(made.first)
    file = fill("xlsx", form(client, made, "xlsx"), made.item, lead="x" * 300, note="fine")
    shown = bring(client, made, "xlsx", file)
    assert take(client, made, shown).status_code == 200
    assert said(made, made.one) == {"note": "fine"}
    field = f"{made.item.key}.lead"
    assert take(client, made, shown, **{field: "short"}).status_code == 302
    assert said(made, made.one)["lead"] == "short"


def test_what_names_no_item_of_the_sheet_is_repeated_and_not_dropped(made):
    client = inside(made.first)
    book = load_workbook(form(client, made, "xlsx"))
    book.active["A5"].value, book.active["E5"].value = "9-unknown", "of an item that is none"
    book.active["E120"].value = "below the table"
    shown = bring(client, made, "xlsx", saved(book))
    found = {(place, text) for place, _message, text in notes(shown)}
    assert found == {("E5", "of an item that is none"), ("E120", "below the table")}


def test_words_beside_the_boxes_of_a_document_are_repeated(made):
    client = inside(made.first)
    document = Document(form(client, made, "docx"))
    document.add_paragraph("We ran out of time.")
    shown = bring(client, made, "docx", saved(document))
    assert [text for _place, _message, text in notes(shown)] == ["We ran out of time."]


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_of_another_group_or_assessment_is_refused(made, kind):
    mine, second, leader = inside(made.first), inside(made.second), signed_in(made.person)
    other = Made("fr")
    for file in (
        form(second, made, kind, "2"),
        form(leader, made, kind, "agreed"),
        form(inside(other.first), other, kind),
    ):
        answer = bring(mine, made, kind, fill(kind, file, made.item, note="zzstray"))
        assert "the form of another group or of another assessment" in answer.content.decode()
    assert not made.assessment.answers.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("form.xlsx", b"PK\x03\x04 not a workbook", "damaged"),
        ("form.docx", b"plain text", "another type than the name says"),
        ("form.pdf", b"%PDF-1.7", "spreadsheet"),
        ("form.xlsx", b"", "empty"),
        ("form.xlsx", b"PK" + bytes(3_000_000), "2 MB at most"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_plain_words(made, name, content, message):
    client, file = inside(made.first), io.BytesIO(content)
    file.name = name
    answer = client.post(page(made), {"file": file})
    assert answer.status_code == 200
    assert message in answer.content.decode()


def test_nothing_of_a_file_stays_anywhere(made, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client = inside(made.first)
    file = fill("xlsx", form(client, made, "xlsx"), made.item, note="zzinthefile" * 50)
    before = dict(client.session)
    shown = bring(client, made, "xlsx", file)
    assert "zzinthefile" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert dict(client.session) == before
    assert os.listdir(tmp_path) == []
    answer = form(client, made, "docx")
    assert answer.getvalue()
    assert os.listdir(tmp_path) == []


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

"""Two people write to one item at once, and nothing of either is lost."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from workshops import answers

from .made import inside, signed_in

pytestmark = pytest.mark.django_db


def address(made, sheet="1", item=None):
    place = [made.room.uid, made.assessment.pk, sheet, (item or made.item).key]
    return reverse("workshop_item", args=place)


def form_of(client, path):
    """The fields of the page as a browser would send them untouched."""
    form = BeautifulSoup(client.get(path).content, "html.parser").select_one("form.guided")
    sent = {"base": form.select_one("[name=base]")["value"]}
    for field in form.select("textarea"):
        sent[field["name"]] = field.text.strip()
    for field in form.select("input[type=text], input[type=date], input[type=radio][checked]"):
        sent[field["name"]] = field.get("value", "")
    for field in form.select("select"):
        chosen = field.select_one("option[selected]") or field.select_one("option")
        sent[field["name"]] = chosen["value"]
    return sent


def said(made, group=None):
    return answers.sheet_of(made.assessment, group).get(made.item.key, {})


def test_an_answer_is_saved_and_the_next_item_of_the_chapter_follows(made):
    client, path = inside(made.first), address(made)
    sent = form_of(client, path) | {"status": "none", "note": "nothing", "next_date": "2027-02-01"}
    following = made.items[1]
    assert client.post(path, sent)["Location"] == address(made, item=following)
    assert said(made, made.one) == {"status": "none", "note": "nothing", "next_date": "2027-02-01"}
    assert said(made) == said(made, made.two) == {}
    shown = form_of(client, path)
    assert (shown["status"], shown["next_date"]) == ("none", "2027-02-01")


def test_after_the_last_item_of_a_chapter_and_for_later_the_chapter_follows(made):
    client = inside(made.first)
    chapter = [item for item in made.items if item.chapter == made.item.chapter]
    for item, more in ((chapter[-1], {}), (made.item, {"later": "1"})):
        path = address(made, item=item)
        answer = client.post(path, form_of(client, path) | more)
        assert answer["Location"].endswith(f"/1/{item.chapter.number}/")


def test_two_fields_of_two_people_are_both_kept(made):
    one, two, path = signed_in(made.person), inside(made.facilitator), address(made, "agreed")
    first, second = form_of(one, path), form_of(two, path)
    one.post(path, first | {"note": "of one"})
    two.post(path, second | {"lead": "of two"})
    assert said(made) == {"note": "of one", "lead": "of two"}


def test_the_same_field_is_shown_in_both_versions_and_a_person_chooses(made):
    one, two, path = signed_in(made.person), inside(made.facilitator), address(made, "agreed")
    first, second = form_of(one, path), form_of(two, path)
    one.post(path, first | {"note": "of one"})
    answer = two.post(path, second | {"note": "of two", "lead": "beside it"})
    body = answer.content.decode()
    assert "of one" in body
    assert "of two" in body
    assert "Someone else has changed the same part" in body
    assert said(made) == {"note": "of one", "lead": "beside it"}
    page = BeautifulSoup(body, "html.parser")
    base = page.select_one("form.guided [name=base]")["value"]
    mine = page.select_one("[name=keep-note]")["value"]
    again = second | {"note": "of both", "lead": "beside it", "base": base, "keep-note": mine}
    assert two.post(path, again).status_code == 302
    assert said(made)["note"] == "of both"


def test_autosave_answers_as_the_guided_form_does(made):
    client, path = inside(made.first), address(made)
    sent = form_of(client, path)
    answer = client.post(f"{path}autosave/", sent | {"note": "typed", "next_date": "soon"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("#saved")["data-state"] == "partly"
    assert page.select_one("#saved")["data-unsaved"] == "next_date"
    assert said(made, made.one) == {"note": "typed"}
    again = sent | {"note": "typed on", "base": page.select_one("#base")["value"]}
    page = BeautifulSoup(client.post(f"{path}autosave/", again).content, "html.parser")
    assert page.select_one("#saved")["data-state"] == "saved"
    assert said(made, made.one) == {"note": "typed on"}


def test_an_autosave_brings_what_others_have_saved_in_fields_left_alone(made):
    one, two, path = signed_in(made.person), inside(made.facilitator), address(made, "agreed")
    first, second = form_of(one, path), form_of(two, path)
    one.post(path, first | {"note": "of one", "status": "planned"})
    answer = two.post(f"{path}autosave/", second | {"lead": "of two"})
    page = BeautifulSoup(answer.content, "html.parser")
    theirs = json.loads(page.select_one("#theirs")["data-values"])
    assert theirs == {"note": ["of one"], "status": ["planned"]}
    assert "Changed elsewhere" not in page.text
    again = second | {"lead": "of two", "note": "of both", "status": "planned"}
    two.post(path, again | {"base": page.select_one("#base")["value"]})
    assert said(made) == {"lead": "of two", "note": "of both", "status": "planned"}


def test_what_was_typed_comes_back_where_access_has_ended(made):
    client, path = inside(made.first), address(made)
    sent = form_of(client, path) | {"note": "half an hour of work"}
    client.post(reverse("workshop_leave", args=[made.room.uid]))
    answer = client.post(path, sent)
    assert answer.status_code == 404
    assert "half an hour of work" in answer.content.decode()


def test_a_status_can_be_taken_back(made):
    client, path = inside(made.first), address(made)
    client.post(path, form_of(client, path) | {"status": "none"})
    client.post(path, form_of(client, path) | {"status": ""})
    assert said(made, made.one)["status"] == answers.UNANSWERED


def chapter_of(made, sheet="1"):
    place = [made.room.uid, made.assessment.pk, sheet, made.item.chapter.number]
    return reverse("workshop_chapter", args=place)


def test_a_chapter_is_answered_in_one_form_and_the_rest_of_each_answer_stays(made):
    client, path = inside(made.first), chapter_of(made)
    answers.keep(answers.answer_of(made.assessment, made.one, made.item), {"note": "stays"})
    sent = form_of(client, path) | {
        f"{made.item.key}.status": "none",
        f"{made.items[1].key}.status": "planned",
        f"{made.items[1].key}.next_date": "2027-03-01",
    }
    assert client.post(path, sent).status_code == 302
    sheet = answers.sheet_of(made.assessment, made.one)
    assert sheet[made.item.key] == {"note": "stays", "status": "none"}
    assert sheet[made.items[1].key] == {"status": "planned", "next_date": "2027-03-01"}
    assert len(sheet) == 2  # of what nobody touched there is no answer


def test_two_people_in_one_chapter_overwrite_nothing(made):
    one, two, path = signed_in(made.person), inside(made.facilitator), chapter_of(made, "agreed")
    first, second = form_of(one, path), form_of(two, path)
    first_key, second_key = (item.key for item in made.items[:2])
    one.post(path, first | {f"{first_key}.status": "none"})
    sent = second | {
        f"{first_key}.status": "partly",
        f"{second_key}.status": "planned",
        f"{first_key}.note": "beside it",
    }
    answer = two.post(f"{path}autosave/", sent)
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("#saved")["data-state"] == "conflict"
    assert made.item.label in page.select_one(".conflict h3").text  # of which item it is
    sheet = answers.sheet_of(made.assessment, None)
    assert (sheet[first_key]["status"], sheet[second_key]["status"]) == ("none", "planned")
    assert sheet[first_key]["note"] == "beside it"


def test_a_status_that_is_none_is_refused(made):
    client, path = inside(made.first), chapter_of(made)
    form = form_of(client, path)
    for value in ("everything", "in_place\0", "IN_PLACE"):
        answer = client.post(path, form | {f"{made.item.key}.status": value})
        assert answer.status_code == 200, value
        assert not made.assessment.answers.exists(), value


@pytest.mark.parametrize("path_of", [address, chapter_of])
def test_a_browser_without_javascript_sends_the_form_itself(made, path_of):
    body = BeautifulSoup(inside(made.first).get(path_of(made)).content, "html.parser")
    form = body.select_one("form.guided")
    assert (form["method"], form.get("action", "")) == ("post", "")
    assert form.select_one("button[type=submit]")

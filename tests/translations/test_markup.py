"""Bold type, links and the form of a passage are kept when a translation is typed by hand."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from tests import people
from tests.shared_rows import shared
from tests.translations import made
from tests.translations.test_form import address, form_of
from tests.translations.test_public import PATH
from translations import checks, drafts, steps
from translations.models import Translation
from translations.passages import Passage

pytestmark = pytest.mark.django_db

RICH = (
    "<h3>Les étapes</h3>"
    '<p>Un <b>programme</b> du <a href="https://example.org/fr">ministère</a> en <i>2016</i>.</p>'
    "<ol><li>un</li><li>deux</li></ol>"
)


@pytest.fixture(scope="module")
def _page(django_db_setup, django_db_blocker):
    yield from shared(lambda: made.original(objectives=RICH), django_db_blocker)


def objectives(sent):
    return [name for name in sent if name.startswith("objectives-")]


def test_what_is_typed_has_the_links_and_the_bold_type_of_the_original(client, page, author):
    sent = form_of(client, address(page))
    heading, text, steps_ = objectives(sent)
    typed = {
        heading: "The steps",
        text: "A **programme** of the [ministry](1) in __2016__.",
        steps_: "one\ntwo",
    }
    client.post(address(page), sent | typed)
    assert Translation.objects.get().text["objectives"] == [
        "<h3>The steps</h3>",
        '<p>A <b>programme</b> of the <a href="https://example.org/fr">ministry</a> '
        "in <i>2016</i>.</p>",
        "<ol><li>one</li><li>two</li></ol>",
    ]
    shown = form_of(client, address(page))
    assert shown[text] == typed[text]
    assert shown[steps_] == "1. one\n2. two"
    before = Translation.objects.get().text
    client.post(address(page), shown | {objectives(shown)[0]: "Steps"})
    after = Translation.objects.get().text
    assert after["objectives"][0] == "<h3>Steps</h3>"
    assert after["objectives"][1:] == before["objectives"][1:]


def test_buttons_stand_where_the_original_has_markup(client, page, author):
    soup = BeautifulSoup(client.get(address(page)).content, "html.parser")
    lines = soup.select(".marks")
    assert len(lines) == 1
    buttons = [
        (button["data-before"], button["data-after"]) for button in lines[0].select("button")
    ]
    assert buttons == [("**", "**"), ("__", "__"), ("[", "](1)")]
    assert "ministère" in lines[0].text
    field = soup.find(id=lines[0]["data-marks"])
    assert field.name == "textarea"


def test_nothing_that_runs_comes_in_through_a_mark(client, page, author):
    sent = form_of(client, address(page))
    _heading, text, _steps = objectives(sent)
    client.post(address(page), sent | {text: "[a](javascript:alert(1)) <b onclick=x>"})
    stored = Translation.objects.get().text["objectives"][1]
    assert stored == "<p>[a](javascript:alert(1)) &lt;b onclick=x&gt;</p>"


def test_what_is_lost_is_told_to_the_writer_and_to_who_approves(client, page, author):
    sent = form_of(client, address(page))
    _heading, text, _steps = objectives(sent)
    filled = {name: "Words" for name in sent if "-" in name}
    client.post(address(page), sent | filled | {text: "A programme of the ministry."})
    soup = BeautifulSoup(client.get(address(page)).content, "html.parser")
    [told] = soup.select(".side-by-side__lost")
    for piece in ("link 1 (ministère)", "2016", "bold type"):
        assert piece in told.text
    waiting = steps.hand_in(Translation.objects.get(), author)
    client.force_login(people.officer())
    found = client.get(reverse("translation", args=[waiting.pk])).content.decode()
    assert "link 1 (ministère)" in found


def test_readers_follow_the_link_of_a_translation(client, page, author):
    sent = form_of(client, address(page))
    _heading, text, _list = objectives(sent)
    filled = {name: "Words" for name in sent if "-" in name}
    typed = {text: "The **programme** of the [ministry](1), 2016"}
    client.post(address(page), sent | filled | typed)
    steps.approve(steps.hand_in(Translation.objects.get(), author), people.officer())
    soup = BeautifulSoup(client.get(PATH).content, "html.parser")
    section = soup.select_one("#objectives")
    assert section.a["href"] == "https://example.org/fr"
    assert section.b.text == "programme"


def test_word_carries_marks_and_takes_its_own_bold_type(client, page, author):
    content = client.get(f"{address(page)}file.docx").content
    document = Document(BytesIO(content))
    rows = document.tables[0].rows
    [row] = [row for row in rows if "ministère" in row.cells[1].text]
    assert row.cells[1].text == "Un **programme** du [ministère](1) en __2016__."
    paragraph = row.cells[2].paragraphs[0]
    paragraph.add_run("A ")
    paragraph.add_run("programme ").bold = True
    paragraph.add_run("of the [ministry](1), ")
    paragraph.add_run("2016").italic = True
    file = BytesIO()
    document.save(file)
    upload = SimpleUploadedFile("a.docx", file.getvalue())
    client.post(address(page), {"do": "upload", "file": upload})
    assert Translation.objects.get().text["objectives"][1] == (
        '<p>A <b>programme</b> of the <a href="https://example.org/fr">ministry</a>, '
        "<i>2016</i></p>"
    )


def lost(original, text, is_rich=False):
    return checks.lost(Passage("summary", "summary-0", original, is_rich, text))


@pytest.mark.parametrize(
    ("original", "text", "missing"),
    [
        ("A/RES/S-30/1 de 2016", "A/RES/S-30/1 of 2016", []),
        ("A/RES/S-30/1 de 2016", "القرار A/RES/S-30/1 لعام ٢٠١٦", []),
        ("A/RES/S-30/1", "А/RES/S-30/1", []),  # a Cyrillic А
        ("A/RES/S-30/1 de 2016", "resolution", ["A/RES/S-30/1", "2016"]),
        ("E/CN.7/2020/CRP.4", "E/CN.7/2020/CRP.5", ["E/CN.7/2020/CRP.4"]),
        ("1 500,5 et 20 %", "1,500.5 and 20 per cent", []),
        ("3 et 3", "3", ["3"]),
        ("２０１６", "2016", []),
        ("voir https://example.org/2016.", "see", ["https://example.org/2016"]),
        ("et/ou 5", "and/or 5", []),
        ("un", "", []),
    ],
)
def test_pieces_that_a_translation_has_to_hold(original, text, missing):
    assert lost(original, text) == missing


def test_a_translation_that_is_not_written_yet_has_lost_nothing(page):
    assert not any(checks.lost(each) for each in drafts.passages_for(page, None))

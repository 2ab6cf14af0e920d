"""Drafts by machine: off by default, marked, read by people; a bad machine loses nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import urllib3
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from accounts.limits import Limit
from tests import people
from tests.translations import made
from tests.translations.machine_server import machine_server
from tests.translations.test_form import address, form_of
from tests.translations.test_public import PATH, soup
from translations import drafts, machine_drafts, machines, steps
from translations.machine_passages import from_machine, to_machine
from translations.models import Translation
from translations.passages import Passage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Status, Step = Translation.Status, Translation.Step


@pytest.fixture
def machine(settings):
    with machine_server() as server:
        settings.MACHINE_TRANSLATION_URL = f"{server.url}/"
        yield server


def press(client, page, language="en", name="submission_translation", **typed):
    """Send the form that is shown with what was typed by the field's name, as the button does."""
    sent = form_of(client, address(page, language, name))
    fields = {next(key for key in sent if key.startswith(f"{field}-")): text
              for field, text in typed.items()}  # fmt: skip
    url = reverse(f"{name.removesuffix('_write')}_machine", args=[page.pk, language])
    return client.post(url, sent | fields | {"do": "machine"}, follow=True)


def said(answer):
    found = BeautifulSoup(answer.content, "html.parser")
    return " ".join(notice.text for notice in found.select(".notice, .messages, .errors"))


def test_without_an_address_there_is_no_machine_and_nobody_is_asked(
    client, page, author, settings, monkeypatch
):
    assert settings.MACHINE_TRANSLATION_URL == ""
    monkeypatch.setattr(urllib3, "request", lambda *args, **kwargs: pytest.fail("a request"))
    assert b"Draft by machine" not in client.get(address(page)).content
    assert "The portal has no machine" in said(press(client, page, title="Mine"))
    assert Translation.objects.get().title == "Mine"


def test_the_machine_fills_what_is_empty_and_says_so(client, page, author, machine):
    assert b"Draft by machine" in client.get(address(page)).content
    answer = press(client, page, title="Mine")
    assert "drafted 5 passages" in said(answer)
    draft = Translation.objects.get()
    assert draft.title == "Mine"
    assert draft.text["summary"] == ["PREMIER PARAGRAPHE.", "SECOND PARAGRAPHE."]
    assert draft.text["objectives"] == ["<p>UN BUT.</p>", "<p>UN <b>AUTRE</b> BUT.</p>"]
    assert (draft.step, draft.tool) == (Step.DRAFT, "LibreTranslate")
    found = BeautifulSoup(answer.content, "html.parser")
    assert len(found.select(".side-by-side__row input[type=checkbox]")) == 5
    assert len(found.select(".side-by-side__row--changed")) == 5
    asked = machine.translated[0]
    assert (asked["source"], asked["target"], asked["format"]) == ("fr", "en", "html")
    assert "api_key" not in asked


def test_a_key_and_the_codes_of_the_server_are_sent(client, page, author, machine, settings):
    settings.MACHINE_TRANSLATION_KEY = "secret"
    press(client, page, "zh")
    asked = machine.translated[0]
    assert (asked["api_key"], asked["target"]) == ("secret", "zh-Hans")
    assert Translation.objects.get().text["title"] == ["DES INFIRMIERS"]


def test_nothing_of_a_machine_is_handed_in_by_a_state_before_it_is_read(
    client, page, author, machine
):
    press(client, page)
    sent = form_of(client, address(page)) | {"do": "hand-in", "cleared": "yes"}
    answer = client.post(address(page), sent)
    assert "Nobody has read 6 passages" in answer.content.decode()
    assert Translation.objects.get().step == Step.DRAFT
    found = BeautifulSoup(client.get(address(page)).content, "html.parser")
    boxes = [box["name"] for box in found.select(".side-by-side__row input[type=checkbox]")]
    title = next(name for name in sent if name.startswith("title-"))
    read = dict.fromkeys(boxes[1:], "yes") | {title: "Nurses"}
    client.post(address(page), sent | read)
    waiting = Translation.objects.get()
    assert (waiting.step, waiting.machine, waiting.tool) == (Step.WAITING, [], "LibreTranslate")
    steps.approve(waiting, people.officer())
    assert "help of a program (LibreTranslate), and read by people" in soup(client, PATH).text


def test_unread_text_is_published_as_a_machines_alone(client, page, machine):
    officer = people.officer()
    client.force_login(officer)
    press(client, page, name="translation_write")
    draft = Translation.objects.get()
    assert draft.status == Status.UNOFFICIAL
    with pytest.raises(PermissionDenied, match="Nobody has read"):
        steps.hand_in(draft, officer)
    passages = drafts.passages_for(page, draft)
    draft = drafts.save(page, "en", officer, passages, drafts.About(Status.MACHINE, draft.tool))
    with pytest.raises(PermissionDenied, match="had a hand"):
        steps.approve(steps.hand_in(draft, officer), officer)
    steps.approve(draft, people.officer())
    assert "no person has checked it" in soup(client, PATH).text


def test_who_approves_sees_what_is_a_machines(client, page, machine):
    officer = people.officer()
    client.force_login(officer)
    press(client, page, name="translation_write")
    one = reverse("translation", args=[Translation.objects.get().pk])
    assert client.get(one).content.decode().count("A machine's words") == 6


def test_a_file_brings_back_what_somebody_has_read(client, page, author, machine):
    press(client, page)
    content = client.get(f"{address(page)}file.po").content
    assert content.count(b"#, fuzzy") == 6
    upload = {"do": "upload", "file": SimpleUploadedFile("a.po", content)}
    client.post(address(page), upload)
    assert len(Translation.objects.get().machine) == 6
    content = content.replace(b"#, fuzzy", b"", 1)
    client.post(address(page), upload | {"file": SimpleUploadedFile("a.po", content)})
    assert len(Translation.objects.get().machine) == 5


def test_a_bad_answer_loses_nothing_and_is_told(client, page, author, machine):
    for instead, reason in (
        (("{}", 429), "takes no more texts just now. Try again later"),
        (("{}", 429, {"Retry-After": "90"}), "Try again in 2 minutes"),
        (('{"error": "x"}', 403), "refuses the portal"),
        (('{"error": "Invalid request: exceeds text limit"}', 400), "could not translate this"),
        (("<html>", 502), "could not translate this"),
        (("", 302, {"Location": "/languages"}), "could not translate this"),
        (("<html>", 200), "no translation"),
        (("[]", 200), "no translation"),
        (('{"translatedText": "one"}', 200), "no translation"),
        (('{"translatedText": ["one"]}', 200), "no translation"),
        (('{"translatedText": [1, 2, 3, 4, 5, 6]}', 200), "no translation"),
    ):
        machine.instead, typed = instead, f"Typed by hand before {instead}"
        told = said(press(client, page, summary=typed))
        assert reason in told
        assert "What you have typed is saved" in told
        draft = Translation.objects.get()
        assert (draft.text, draft.machine) == ({"summary": [typed, ""]}, [])


def test_a_machine_that_is_too_slow_is_not_waited_for(client, page, author, machine, monkeypatch):
    monkeypatch.setattr(machine_drafts, "SECONDS", 1.5)
    machine.go.clear()
    answer = press(client, page, title="Typed")
    assert "does not answer" in said(answer)
    assert Translation.objects.get().text == {"title": ["Typed"]}


def test_a_machine_that_is_not_there(client, page, author, settings):
    with machine_server() as server:
        settings.MACHINE_TRANSLATION_URL = server.url
    assert "does not answer" in said(press(client, page, title="Typed"))
    for nonsense in ("not an address", "ftp://x", "http://[", "http://127.0.0.1:99999"):
        settings.MACHINE_TRANSLATION_URL = nonsense
        assert "does not answer" in said(press(client, page, title="Typed")), nonsense
    assert Translation.objects.get().title == "Typed"


def test_what_comes_before_the_limit_is_kept(client, page, author, machine, monkeypatch):
    monkeypatch.setattr(machine_drafts, "MOST_CHARACTERS", 1)  # a request for each passage
    machine.instead, machine.most = ("{}", 429), 2
    answer = press(client, page)
    assert "drafted 2 passages" in said(answer)
    assert "takes no more texts" in said(answer)
    assert "4 passages are still empty" in said(answer)
    machine.instead = None
    press(client, page)
    assert len(Translation.objects.get().machine) == 6


def test_languages_that_the_machine_does_not_have(client, page, author, machine):
    assert "does not translate from French into Arabic" in said(press(client, page, "ar"))
    assert machine.translated == []


def test_what_is_not_public_is_sent_to_nobody(client, author, machine):
    page = made.original(slug="another", publish=False)
    assert b"Draft by machine" not in client.get(address(page)).content
    press(client, page, title="Mine")
    assert machine.asked == []


def test_what_others_wrote_meanwhile_stays(client, page, author, machine, monkeypatch):
    colleague, translate = people.focal_point("fr"), machines.LibreTranslate.translate

    def beside_a_colleague(self, passages, *args):
        first, *others = drafts.passages_for(page, drafts.open_one(page, "en", True))
        written = [replace(first, text="Theirs"), *others]
        drafts.save(page, "en", colleague, written, drafts.About(Status.COURTESY))
        return translate(self, passages, *args)

    monkeypatch.setattr(machines.LibreTranslate, "translate", beside_a_colleague)
    press(client, page)
    draft = Translation.objects.get()
    assert (draft.title, draft.text["summary"][0]) == ("Theirs", "PREMIER PARAGRAPHE.")
    assert len(draft.machine) == 5


def test_a_form_that_is_refused_is_shown_again_with_what_was_typed(client, page, author, machine):
    made.draft(page, author)
    sent = form_of(client, address(page))
    title = next(name for name in sent if name.startswith("title-"))
    made.draft(page, people.focal_point("fr"), word="Theirs")
    url = reverse("submission_translation_machine", args=[page.pk, "en"])
    answer = client.post(url, sent | {title: "Mine", "do": "machine"})
    found = BeautifulSoup(answer.content, "html.parser")
    assert found.select_one(f"[name={title}]")["value"] == "Mine"
    assert found.select_one("form.side-by-side")["action"] == address(page)
    assert machine.asked == []


def test_nobody_waits_in_a_transaction_for_the_machine(page):
    for name in ("submission_translation_machine", "translation_machine"):
        view = resolve(reverse(name, args=[page.pk, "en"])).func
        assert view.opens_own_transactions


def test_the_button_is_not_pressed_without_end(client, page, author, machine, monkeypatch):
    once = Limit("machine translation", ((1, timedelta(hours=1)),))
    monkeypatch.setattr(machine_drafts, "DRAFTS", once)
    press(client, page)
    steps.discard(Translation.objects.get(), author)
    assert "too often" in said(press(client, page, title="Typed"))
    assert Translation.objects.get().title == "Typed"


def test_of_another_state_nothing_is_sent(client, page, machine):
    client.force_login(people.focal_point("ke"))
    for name in ("submission_translation_machine", "translation_machine"):
        assert client.post(reverse(name, args=[page.pk, "en"])).status_code in (403, 404)
        assert client.get(reverse(name, args=[page.pk, "en"])).status_code in (403, 404, 405)
    assert machine.asked == []


LINKED = (
    '<p>La <a href="https://example.org/a?b=1&amp;c=2">résolution</a> A/RES/S-30/1, '
    '<a id="7" linktype="document">annexe</a>, https://example.org/x</p>'
)


def rich(original=LINKED):
    return Passage("objectives", "objectives-0", original, is_rich=True)


def test_links_symbols_and_addresses_are_protected():
    sent = to_machine(rich())
    assert "example.org/a" not in sent
    assert '<span translate="no">A/RES/S-30/1</span>' in sent
    assert '<span translate="no">https://example.org/x</span>' in sent
    answer = sent.replace("La ", "The ").replace("résolution", "resolution")
    expected = LINKED.replace("La ", "The ").replace("résolution", "resolution")
    assert from_machine(rich(), answer) == expected


@pytest.mark.parametrize(
    ("answer", "html"),
    [
        ("<p>a <a id='9'>b</a> c</p>", "<p>a b c</p>"),
        ("<p>a <a href='https://evil.example/'>b</a></p>", "<p>a b</p>"),
        ("<p onclick=x>a<script>alert(1)</script></p>", "<p>aalert(1)</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<p> </p>", ""),
        ("", ""),
    ],
)
def test_whatever_a_machine_answers_is_clean(answer, html):
    assert from_machine(rich(), answer) == html


def test_plain_text_comes_back_as_plain_text():
    passage = Passage("summary", "summary-0", "R&D < 5\nA/RES/S-30/1")
    sent = to_machine(passage)
    assert sent == 'R&amp;D &lt; 5<br/><span translate="no">A/RES/S-30/1</span>'
    assert from_machine(passage, sent.replace("&amp;", "&")) == "R&D < 5\nA/RES/S-30/1"


def test_what_did_not_survive_is_flagged(client, author, machine):
    page = made.original(slug="another", objectives=LINKED, summary="En 2016, A/RES/S-30/1")
    machine.answer = lambda html: "Nothing of it"
    answer = press(client, page)
    found = BeautifulSoup(answer.content, "html.parser")
    flags = " ".join(flag.text for flag in found.select(".side-by-side__lost"))
    for piece in ("A/RES/S-30/1", "2016", "link 1 (résolution)", "https://example.org/x"):
        assert piece in flags


def test_a_title_that_is_too_long_is_left_to_people(client, page, author, machine):
    machine.answer = lambda html: "long " * 60
    press(client, page)
    assert "title" not in Translation.objects.get().text


def test_answers_without_end_are_cut(client, page, author, machine, monkeypatch):
    monkeypatch.setattr("translations.machines.libretranslate.MOST_BYTES", 1000)
    machine.instead = (json.dumps({"translatedText": ["x" * 5000] * 6}), 200)
    assert "does not answer" in said(press(client, page))

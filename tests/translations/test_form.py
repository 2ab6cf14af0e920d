"""The side-by-side form of focal points and of officers, over HTTP."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import people
from tests.translations import made
from translations import steps
from translations.models import Translation

pytestmark = pytest.mark.django_db
Status, Step = Translation.Status, Translation.Step


def address(page, language="en", name="submission_translation"):
    return reverse(name, args=[page.pk, language])


def form_of(client, url):
    """What a browser would send for the form that is shown."""
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    form = soup.select_one("form.side-by-side")
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name]")
            if field.get("type") not in ("checkbox",)}  # fmt: skip
    sent |= {area["name"]: area.text.removeprefix("\n") for area in form.select("textarea")}
    for choice in form.select("select"):
        chosen = choice.select_one("option[selected]") or choice.select_one("option")
        sent[choice["name"]] = chosen["value"]
    return sent


def filled(sent, text="Words"):
    return {name: text if "-" in name else value for name, value in sent.items()}


def test_the_original_stands_beside_each_field(client, page, author):
    soup = BeautifulSoup(client.get(address(page)).content, "html.parser")
    rows = soup.select(".side-by-side__row")
    assert len(rows) == 1 + 2 + 1 + 2  # title, summary, institution, objectives
    first = rows[1]
    assert first.select_one("[lang=fr]").text.strip() == "Premier paragraphe."
    assert first.textarea["lang"] == "en"
    arabic = BeautifulSoup(client.get(address(page, "ar")).content, "html.parser")
    assert arabic.select_one(".side-by-side textarea")["dir"] == "rtl"


def test_saved_cleared_and_submitted(client, page, author):
    sent = filled(form_of(client, address(page)))
    refused = client.post(address(page), sent | {"do": "hand-in"})
    assert "Tick the sentence" in refused.content.decode()
    assert not Translation.objects.exists()
    client.post(address(page), sent | {"do": "hand-in", "cleared": "yes"})
    waiting = Translation.objects.get()
    assert (waiting.step, waiting.cleared_by, waiting.title) == (Step.WAITING, author, "Words")
    assert waiting.text["objectives"] == ["<p>Words</p>", "<p>Words</p>"]
    client.post(address(page), {"do": "take-back"})
    waiting.refresh_from_db()
    assert waiting.step == Step.DRAFT
    client.post(address(page), {"do": "discard"})
    assert not Translation.objects.exists()


def test_what_does_not_run_is_stored(client, page, author):
    sent = filled(form_of(client, address(page)), "<script>alert(1)</script>")
    client.post(address(page), sent)
    assert "<script" not in str(Translation.objects.get().text["objectives"])


def test_two_people_do_not_overwrite_each_other(client, page, author):
    made.draft(page, author)
    sent = form_of(client, address(page))
    title, *others = [name for name in sent if "-" in name]
    colleague = people.focal_point("fr")
    made.draft(page, colleague, word="Colleagues")
    answer = client.post(address(page), sent | {title: "Mine"})
    assert "Another person has written: Colleagues" in answer.content.decode()
    draft = Translation.objects.get()
    assert draft.title == "Colleagues"
    soup = BeautifulSoup(answer.content, "html.parser")
    again = {field["name"]: field["value"] for field in soup.select("form input[type=hidden]")
             if field["name"] != "csrfmiddlewaretoken"}  # fmt: skip
    client.post(address(page), sent | again | {title: "Mine"})
    draft.refresh_from_db()
    assert draft.title == "Mine"
    assert draft.text["institution"] == ["Colleagues"]  # untouched here: the other one's stay
    assert others


def test_words_for_passages_that_are_gone_are_given_back(client, page, author):
    sent = filled(form_of(client, address(page)), "Words of mine")
    made.changed(page, summary="Tout autre chose.")
    answer = client.post(address(page), sent, follow=True)
    assert "Words of mine / Words of mine" in answer.content.decode()
    assert Translation.objects.get().text["objectives"]


def test_a_changed_passage_is_shown_with_its_changes_and_ticked(client, page, author):
    made.draft(page, author)
    made.changed(page, summary="Premier paragraphe.\n\nSecond paragraphe, plus long.")
    soup = BeautifulSoup(client.get(address(page)).content, "html.parser")
    [row] = soup.select(".side-by-side__row--changed")
    assert "plus long" in row.ins.text
    sent = form_of(client, address(page))
    answer = client.post(address(page), sent | {"do": "hand-in", "cleared": "yes"})
    assert "The original has changed" in answer.content.decode()
    ticked = {row.select_one("input[type=checkbox]")["name"]: "yes"}
    client.post(address(page), form_of(client, address(page)) | ticked
                | {"do": "hand-in", "cleared": "yes"})  # fmt: skip
    assert Translation.objects.get().step == Step.WAITING


@pytest.mark.parametrize("name", ["submission_translation", "submission_translations"])
def test_of_another_state_nothing_is_found(client, page, name):
    made.draft(page, people.focal_point("fr"))
    client.force_login(people.focal_point("ke"))
    args = [page.pk, "en"][: 2 if name == "submission_translation" else 1]
    assert client.get(reverse(name, args=args)).status_code == 404
    assert client.post(reverse(name, args=args), {"do": "discard"}).status_code in (404, 405)
    assert Translation.objects.exists()


def test_officers_see_no_draft_of_a_state(client, page):
    author = people.focal_point("fr")
    draft = made.draft(page, author, word="Lighthouse")
    client.force_login(people.officer())
    one = reverse("translation", args=[draft.pk])
    assert client.get(one).status_code == 404
    assert b"Lighthouse" not in client.get(reverse("translations")).content
    assert b"Lighthouse" not in client.get(address(page, name="translation_write")).content
    steps.hand_in(draft, author)
    assert b"Lighthouse" in client.get(one).content


def test_two_officers_publish(client, page):
    first, second = people.officer(), people.officer()
    client.force_login(first)
    url = address(page, name="translation_write")
    sent = filled(form_of(client, url)) | {"status": Status.MACHINE, "tool": "LibreTranslate"}
    client.post(url, sent | {"do": "hand-in"})
    one = reverse("translation", args=[Translation.objects.get().pk])
    client.post(one, {"do": "approve"})
    assert not Translation.objects.public().exists()
    assert b"had a hand" in client.get(one).content
    client.force_login(second)
    assert b"Approve and publish" in client.get(one).content
    client.post(one, {"do": "approve"})
    public = Translation.objects.public().get()
    assert (public.status, public.tool) == (Status.MACHINE, "LibreTranslate")


def test_officers_find_what_to_translate(client, page):
    client.force_login(people.officer())
    for asked in (page.reference, "infirmiers"):
        answer = client.get(reverse("translations"), {"q": asked})
        assert address(page, "ar", "translation_write") in answer.content.decode()

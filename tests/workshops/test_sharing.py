"""Sharing, answer by answer: who reads what, until when, and how it is taken back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from tests import people
from tests.factories import member_state
from tests.nightly import nightly
from workshops import answers
from workshops.models import Share, StateKey, Workshop

from .made import Made, inside, signed_in

pytestmark = pytest.mark.django_db
ANSWER = {"zzagreedevidence", "zzagreedlead", "zzagreednote", "zzagreednextstep"}
ASSISTANCE = {"zzagreedassistance", "zzagreedassistancefrom"}


def page_of(made):
    return reverse("workshop_sharing", args=[made.room.workshop_id, made.assessment.pk])


def seen_on(answer):
    """What the form on the page says of the answers as they were read there."""
    page = BeautifulSoup(answer.content, "html.parser")
    return page.select_one("form.guided [name=seen]")["value"]


def send(made, browser=None, **fields):
    """Tick the first item and send the form as a browser would; without `seen` it is opened."""
    browser = browser or signed_in(made.person)
    seen = fields.pop("seen", None) or seen_on(browser.get(page_of(made)))
    sent = {"items": [made.item.key], "part": "answer", "reader": "secretariat", "seen": seen}
    return browser.post(page_of(made), sent | fields)


def share(made, **fields):
    answer = send(made, **fields)
    assert answer.status_code == 302
    return Share.objects.latest("pk")


def take_back(made, *shares, person=None):
    place = [made.room.workshop_id, made.assessment.pk]
    address = reverse("take_back_workshop_answers", args=place)
    return signed_in(person or made.person).post(address, {"share": [row.pk for row in shares]})


def readers(made):
    """{who: the words of the assessment that the pages for them show}"""
    visitors = {
        "officer": (signed_in(people.officer()), "/admin/workshops/shared/"),
        "superuser": (signed_in(people.superuser()), "/admin/workshops/shared/"),
        "fr": (signed_in(people.focal_point("fr")), "/submit/workshops/shared/"),
        "de": (signed_in(people.focal_point("de")), "/submit/workshops/shared/"),
        "own": (signed_in(people.focal_point("ke")), "/submit/workshops/shared/"),
        "public": (Client(), reverse("workshop", args=[made.room.workshop.slug])),
    }
    bodies = {who: body_of(*visit) for who, visit in visitors.items()}
    words = made.all_words()
    found = {who: {word for word in words if word in body} for who, body in bodies.items()}
    return {who: shown for who, shown in found.items() if shown}


def body_of(browser, address):
    return browser.get(address).content.decode()


def make_public(made):
    Workshop.objects.filter(pk=made.room.workshop_id).update(is_public=True)


def test_until_something_is_shared_nobody_reads_anything(made):
    make_public(made.answered())
    assert readers(made) == {}


@pytest.mark.parametrize(
    ("part", "reader", "who"),
    [
        ("answer", "secretariat", "officer"),
        ("assistance", "state", "fr"),
        ("answer", "everybody", "public"),
        *nightly(
            ("assistance", "secretariat", "officer"),
            ("answer", "state", "fr"),
            ("assistance", "everybody", "public"),
        ),
    ],
)
def test_one_part_of_one_answer_is_read_by_those_it_is_shared_with(made, part, reader, who):
    make_public(made.answered())
    state = {"state": member_state("fr").pk} if reader == "state" else {}
    row = share(made, part=part, reader=reader, **state)
    assert readers(made) == {who: ANSWER if part == "answer" else ASSISTANCE}
    take_back(made, row)
    assert readers(made) == {}


def test_who_takes_the_next_step_and_what_groups_say_is_never_shared(made):
    make_public(made.answered())
    for part in ("answer", "assistance"):
        share(made, part=part, reader="everybody")
    shown = readers(made)["public"]
    assert shown == ANSWER | ASSISTANCE
    assert "zzagreedowner" not in shown


def test_without_a_public_page_nothing_is_shared_with_everybody(made):
    answer = send(made.answered(), reader="everybody")
    assert "has no public page" in answer.content.decode()
    assert not Share.objects.exists()
    make_public(made)
    share(made, reader="everybody")
    Workshop.objects.update(is_public=False)
    assert not Share.objects.with_everybody().exists()


def test_it_ends_with_its_last_day(made, monkeypatch):
    made.answered()
    today = timezone.localdate()
    row = share(made, until=today.isoformat())
    assert set(readers(made)) == {"officer"}
    Share.objects.filter(pk=row.pk).update(until=today - timedelta(days=1))
    assert readers(made) == {}
    assert (
        "This day has passed."
        in send(made, until=(today - timedelta(days=1)).isoformat()).content.decode()
    )


def test_an_answer_that_is_changed_is_no_longer_shared(made):
    """By a participant, for example, who does not know that others read it."""
    made.answered()
    share(made)
    answers.keep(answers.answer_of(made.assessment, None, made.item), {"note": "zznew"})
    assert readers(made) == {}
    assert "No longer read" in body_of(signed_in(made.person), page_of(made))
    share(made)
    assert set(readers(made)) == {"officer"}
    assert Share.objects.count() == 1


def test_what_was_changed_while_the_page_was_open_is_not_shared_unread(made):
    made.answered()
    browser = signed_in(made.person)
    seen = seen_on(browser.get(page_of(made)))
    answers.keep(answers.answer_of(made.assessment, None, made.item), {"note": "zznew"})
    answer = send(made, browser, seen=seen)
    assert "has been changed since" in answer.content.decode()
    assert "zznew" in answer.content.decode()
    assert not Share.objects.exists()
    assert send(made, browser, seen=seen_on(answer)).status_code == 302


def test_what_is_wrong_is_said_and_what_was_chosen_stays(made):
    browser = signed_in(made.answered().person)
    seen = seen_on(browser.get(page_of(made)))
    for wrong, message in (
        ({"items": []}, "Choose at least one answer."),
        ({"items": ["no-such-item"]}, "Select a valid choice"),
        ({"reader": "state"}, "Choose the Member State"),
        ({"reader": ""}, "This field is required"),
        ({"until": "soon"}, "date"),
        ({"seen": "yesterday"}, "Open the page again"),
        ({"seen": "2026-99-99"}, "Open the page again"),
    ):
        answer = send(made, browser, **{"seen": seen} | wrong)
        assert answer.status_code == 200, wrong
        assert message in answer.content.decode(), wrong
        assert not Share.objects.exists(), wrong


def test_an_answer_without_assistance_cannot_be_shared_as_such(made):
    answers.keep(answers.answer_of(made.assessment, None, made.item), {"status": "none"})
    assert "says nothing of that" in send(made, part="assistance").content.decode()


def test_only_a_focal_point_of_the_state_shares_and_takes_back(made):
    row = share(made.answered())
    back = reverse("take_back_workshop_answers", args=[made.room.workshop_id, made.assessment.pk])
    sent = {"items": [made.item.key], "part": "assistance", "reader": "secretariat"}
    for who, browser in {
        "facilitator": inside(made.facilitator),
        "first": inside(made.first),
        "officer": signed_in(people.officer()),
        "superuser": signed_in(people.superuser()),
        "fr": signed_in(people.focal_point("fr")),
    }.items():
        assert browser.get(page_of(made)).status_code in (302, 403, 404), who
        assert browser.post(page_of(made), sent).status_code in (302, 403, 404), who
        browser.post(back, {"share": row.pk})
        assert list(Share.objects.all()) == [row], who


def test_shares_of_another_assessment_are_not_taken_back_through_the_own_one(made):
    row = share(made.answered())
    other = Made("fr")
    take_back(other, row, person=other.person)
    assert Share.objects.filter(pk=row.pk).exists()


def test_the_trail_says_that_it_was_shared_and_taken_back_and_not_what(made):
    take_back(made, share(made.answered(), reader="state", state=member_state("fr").pk))
    entries = AuditEntry.objects.order_by("number")
    said = [(entry.action, entry.after) for entry in entries][-2:]
    assert said == [
        ("workshop answers shared", {"state": "ke"}),
        ("workshop answers taken back", {"state": "ke"}),
    ]


def test_what_is_shared_goes_when_the_key_is_destroyed(made):
    make_public(made.answered())
    for reader in ("secretariat", "everybody"):
        share(made, reader=reader)
    StateKey.objects.all().delete()
    assert readers(made) == {}


def test_what_everybody_reads_is_kept_by_no_proxy(made):
    make_public(made.answered())
    answer = Client().get(reverse("workshop", args=[made.room.workshop.slug]))
    assert "no-store" in answer["Cache-Control"]


def test_what_is_shared_stands_in_no_search_api_feed_or_export(made):
    make_public(made.answered())
    share(made, reader="everybody")
    word = "zzagreedevidence"
    for address in (
        f"/search/?q={word}", f"/search/?q={word}&type=statement", f"/api/v1/practices?q={word}",
        "/api/v1/practices", "/open-data/", "/feed/", "/sitemap.xml", "/workshops/",
    ):  # fmt: skip
        body = body_of(Client(), address)
        assert "zzagreed" not in body.replace(word, "") or body.count(word) == 0, address

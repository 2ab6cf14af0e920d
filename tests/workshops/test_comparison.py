"""What has moved since the last assessment of the same State, and what cannot be compared."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taxonomy.models import PolicyDocument
from tests.queries import at_most
from workshops import answers, rooms
from workshops.items import OUTCOME_DOCUMENT
from workshops.models import Assessment
from workshops.results.comparison import Move

from .made import Made, inside, signed_in
from .test_results import address

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.localdate() - timedelta(days=800)


def say(made, assessment, number, status, group=None):
    answers.keep(answers.answer_of(assessment, group, made.items[number]), {"status": status})


def earlier(made, room=None, text=OUTCOME_DOCUMENT, begun_on=LONG_AGO):
    text = PolicyDocument.objects.get(key=text)
    found = rooms.begin_assessment(room or made.room, text, "zzearlier")
    Assessment.objects.filter(pk=found.pk).update(begun_on=begun_on)
    return found


def compared(client, made):
    return client.get(address(made)).context["compared"]


SAID = [
    ("none", "planned", Move.UP),
    ("partly", "in_place", Move.UP),
    ("in_place", "partly", Move.DOWN),
    ("planned", "none", Move.DOWN),
    ("partly", "partly", Move.SAME),
    ("not_applicable", "not_applicable", Move.SAME),
    ("not_applicable", "none", Move.OTHER),
    ("in_place", "not_applicable", Move.OTHER),
    ("", "none", Move.NEW),
    ("not_discussed", "in_place", Move.NEW),
    ("none", "", Move.GONE),
    ("in_place", "not_discussed", Move.GONE),
    ("", "not_discussed", None),
    ("", "", None),
]


def test_silence_is_never_less_or_more_than_an_answer(made):
    last = earlier(made)
    for number, (before, now, _move) in enumerate(SAID):
        say(made, last, number, before)
        say(made, made.assessment, number, now)
    found = compared(signed_in(made.person), made)
    moves = {each.item.key: each.move for each in found.moved}
    shown = [(*said[:2], moves.get(item.key)) for said, item in zip(SAID, made.items, strict=False)]
    assert shown == SAID
    assert sum(sum(row.by_move) for row in found.chapters) == len(moves)


def test_each_chapter_counts_its_own_moves(made):
    last = earlier(made)
    second = next(n for n, item in enumerate(made.items) if item.chapter != made.item.chapter)
    for number, before, now in ((0, "none", "partly"), (1, "none", "none"), (second, "", "none")):
        say(made, last, number, before)
        say(made, made.assessment, number, now)
    one, two = compared(signed_in(made.person), made).chapters
    assert (one.counts[Move.UP], one.counts[Move.SAME]) == (1, 1)
    assert (two.chapter, two.counts[Move.NEW]) == (made.items[second].chapter, 1)


def test_the_last_one_of_another_workshop_of_the_state_is_found(made):
    today = timezone.localdate()
    room = rooms.open_room(made.room.owner, today, today, today, made.person)
    last, before_that = earlier(made, room), earlier(made, begun_on=LONG_AGO - timedelta(days=9))
    for assessment in (last, before_that):
        say(made, assessment, 0, "none")
    say(made, made.assessment, 0, "partly")
    client = signed_in(made.person)
    assert compared(client, made).earlier == last
    client.get(address(made))
    with at_most(10):
        body = client.get(address(made)).content.decode()
    assert "zzearlier" in body
    # A facilitator was let into one room, and reads nothing of another.
    assert compared(inside(made.facilitator), made).earlier == before_that


def test_nothing_is_compared_with_another_state_text_or_list_or_with_an_empty_sheet(made):
    say(made, made.assessment, 0, "none")
    other_text = PolicyDocument.objects.exclude(key=OUTCOME_DOCUMENT).first().key
    for assessment in (earlier(made, text=other_text), earlier(Made("fr")), earlier(made)):
        say(made, assessment, 0, "planned", made.one if assessment.room == made.room else None)
    other_list = earlier(made)
    say(made, other_list, 0, "planned")
    Assessment.objects.filter(pk=other_list.pk).update(items="recommendations")
    later = earlier(made, begun_on=timezone.localdate() + timedelta(days=1))
    say(made, later, 0, "planned")
    assert compared(signed_in(made.person), made) is None


def test_a_group_sees_no_comparison(made):
    say(made, earlier(made), 0, "none")
    answer = inside(made.first).get(address(made, "1"))
    assert answer.context["compared"] is None
    assert "zzearlier" not in answer.content.decode()

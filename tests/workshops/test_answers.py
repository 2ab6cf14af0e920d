"""Items of an assessment, how far its answers are, and where groups differ."""

import pytest
from django.urls import reverse

from taxonomy.models import Challenge, Chapter, PolicyDocument, Recommendation
from tests.queries import at_most
from workshops import answers, items, rooms
from workshops.models import Assessment

from .made import inside, signed_in

pytestmark = pytest.mark.django_db
Items = Assessment.Items


def recommendation(letter, verified=True):
    chapter = Chapter.objects.get(number=4)
    return Recommendation.objects.update_or_create(
        key=f"s30-4-{letter}",
        defaults={"chapter": chapter, "letter": letter, "label_en": letter, "verified": verified},
    )[0]


def test_until_the_list_is_imported_the_items_are_challenges_in_each_chapter(made):
    assert made.assessment.items == Items.CHALLENGES
    number = Chapter.objects.count() * (Challenge.objects.count() - 1)  # without "other"
    assert len(made.items) == len({item.key for item in made.items}) == number


def test_verified_recommendations_are_the_items_once_they_are_there(made):
    wanted = [recommendation("j").key, recommendation("k").key]
    recommendation("zz", verified=False)
    text = PolicyDocument.objects.get(key=items.OUTCOME_DOCUMENT)
    new = rooms.begin_assessment(made.room, text, "Second")
    assert [item.key for item in items.items_of(new)] == wanted
    other = PolicyDocument.objects.exclude(pk=text.pk).first()
    assert items.set_for(other) == Items.CHALLENGES


def test_an_assessment_that_has_begun_keeps_its_items(made):
    recommendation("j")
    assert items.items_of(made.assessment) == made.items


def test_a_group_works_on_its_chapters(made):
    made.one.chapters.set(Chapter.objects.filter(number__in=[2, 3]))
    client = inside(made.first)
    place = [made.room.uid, made.assessment.pk]
    shown = client.get(reverse("workshop_assessment", args=place)).context["chapters"]
    assert [row.chapter.number for row in shown] == [2, 3]
    statuses = [
        client.get(reverse("workshop_chapter", args=[*place, "1", number])).status_code
        for number in (1, 2)
    ]
    assert statuses == [404, 200]
    item = reverse("workshop_item", args=[*place, "1", made.item.key])  # of chapter 1
    assert client.post(item, {"note": "outside"}).status_code == 404


def test_unanswered_is_neither_none_nor_not_discussed(made):
    first, second, third = made.items[:3]
    for item, status in ((first, "none"), (second, "not_discussed")):
        answers.keep(answers.answer_of(made.assessment, None, item), {"status": status})
    answers.keep(answers.answer_of(made.assessment, None, third), {"note": "only a note"})
    row, *_others = answers.by_chapter(made.items, answers.sheet_of(made.assessment, None))
    found = dict(zip(answers.IN_ORDER, row.by_status, strict=True))
    assert (found["none"], found["not_discussed"]) == (1, 1)
    assert found[answers.UNANSWERED] == len(row.items) - 2
    assert row.answered == 2


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["none", "none"], False),
        (["none", "partly"], True),
        (["none", ""], False),
        (["none", "not_discussed"], False),
        (["not_applicable", "none"], True),
    ],
)
def test_groups_differ_where_two_of_them_say_different_things(made, said, expected):
    sheets = [{made.item.key: {"status": status}} for status in said]
    assert answers.differ(sheets, made.item) is expected


def test_the_overview_asks_few_questions_however_much_is_answered(made):
    for item in made.items:
        for group in (made.one, made.two, None):
            answers.keep(answers.answer_of(made.assessment, group, item), {"status": "partly"})
    client = signed_in(made.person)
    address = reverse("workshop_assessment", args=[made.room.uid, made.assessment.pk])
    client.get(address)
    with at_most(10):
        answer = client.get(address)
    assert sum(row.answered for row in answer.context["chapters"]) == len(made.items)
    chapter = [made.room.uid, made.assessment.pk, "agreed", made.item.chapter.number]
    with at_most(10):
        client.get(reverse("workshop_chapter", args=chapter))

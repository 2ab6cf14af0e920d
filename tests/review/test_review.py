"""The review page: decisions bound to what was on screen, checklist, comments, changes, clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, CommentReply, TaskState

from mail.models import Message
from practices.content import difference
from practices.models import PracticePage
from review import clearing
from review.clock import clock_of
from review.models import Clearance, Criterion, Decision
from tests import people
from tests.editor import filled_form
from tests.factories import PracticeFactory, StrategyFactory, fresh
from tests.nightly import nightly

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    person = people.officer()
    client.force_login(person)
    return person


def show(client, page):
    return client.get(reverse("review", args=[page.pk]))


def test_a_page_opened_before_a_decision_decides_nothing_any_more(client, page, officer):
    """Two tabs: the second was opened on the first step and must not decide the next one."""
    people.officer()
    address = people.decision_address(page, "approve")
    assert client.post(address, {"comment": ""}).status_code == 302
    second = client.post(address, {"comment": "My words"})
    assert second.status_code == 409
    assert "already been decided" in second.content.decode()
    assert "My words" in second.content.decode()
    assert TaskState.objects.filter(status="approved").count() == 1
    assert Decision.objects.count() == 1


def test_a_text_changed_since_is_read_again_before_a_decision(client, page, officer, author):
    address = people.decision_address(page, "approve")
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "Other words."
    people.cleared(draft, author)
    answer = client.post(address, {"comment": "Fine."})
    assert answer.status_code == 409
    assert "The text has changed since you opened it" in answer.content.decode()
    assert "Fine." in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_checklist_is_kept_with_the_decision_as_it_stood(client, page, officer):
    criterion = Criterion.objects.first()
    other = Criterion.objects.last()
    data = {f"answer_{criterion.pk}": "met", f"note_{criterion.pk}": "Chapter 1"}
    client.post(people.decision_address(page, "approve"), data)
    text = criterion.text
    criterion.text = "Another question"
    criterion.save()
    decision = Decision.objects.get(page=page)
    assert decision.checklist[0] == {"text": text, "answer": "met", "note": "Chapter 1"}
    assert decision.checklist[-1] == {"text": other.text, "answer": "", "note": ""}
    assert f"{text}: Met (Chapter 1)" in show(client, page).content.decode()


def test_officers_edit_the_checklist(client, page, officer):
    form = reverse("wagtailsnippets_review_criterion:add")
    client.post(form, {"text": "A new question", "order": 99, "is_used": "on"})
    assert "A new question" in show(client, page).content.decode()


@pytest.mark.parametrize("action", ["reject", "decline"])
def test_a_decision_without_its_reason_is_asked_for_it(client, page, officer, action):
    criterion = Criterion.objects.first()
    data = {"comment": " ", f"note_{criterion.pk}": "typed before"}
    answer = client.post(people.decision_address(page, action), data)
    assert answer.status_code == 422
    assert "Write w" in answer.content.decode()
    assert "typed before" in answer.content.decode()
    assert fresh(page).current_workflow_task_state.status == "in_progress"


def test_after_a_decision_comes_the_next_item_of_the_queue(client, page, officer):
    people.officer()  # takes the second step of each
    other = people.submitted(
        PracticeFactory(state="fr", publish=False, **people.FILLED), people.focal_point("fr")
    )
    answer = client.post(people.decision_address(page, "approve"), {"comment": ""})
    assert answer.url == reverse("review", args=[other.pk])
    answer = client.post(people.decision_address(other, "approve"), {"comment": ""})
    assert answer.url == reverse("secretariat_queue")


def test_comments_go_to_the_state_and_its_answer_comes_back(client, page, officer, author):
    data = {"field": "summary", "passage": "What was  done", "text": "For whom?"}
    client.post(reverse("review_comment", args=[page.pk]), data)
    client.post(reverse("review_comment", args=[page.pk]), data | {"text": "And when?"})
    first = Comment.objects.order_by("pk").first()
    assert first.text == "“What was done”\n\nFor whom?"
    told = Message.objects.filter(to=author.email, subject__startswith="Comments on")
    assert told.count() == 1
    client.post(people.decision_address(page, "reject"), {"comment": "See my comments."})
    client.force_login(author)
    step = client.get(reverse("submission_step", args=[page.pk, "basics"])).content.decode()
    assert "For whom?" in step
    reply = reverse("submission_reply", args=[page.pk, first.pk])
    client.post(reply, {"text": "For nurses."})
    assert CommentReply.objects.get().text == "For nurses."
    client.force_login(officer)
    html = show(client, page).content.decode()
    assert "For nurses." in html
    client.post(reverse("review_resolve", args=[page.pk, first.pk]))
    assert "For nurses." not in show(client, page).content.decode()


def test_an_empty_comment_is_asked_for_and_the_passage_stays(client, page, officer):
    data = {"field": "summary", "passage": "these words", "text": ""}
    answer = client.post(reverse("review_comment", args=[page.pk]), data)
    assert answer.status_code == 422
    assert "Write your comment." in answer.content.decode()
    assert "these words" in answer.content.decode()


def change_as_officer(page, officer, **values):
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=officer)


def test_an_officers_edit_is_marked_for_officers_and_for_the_state(client, page, officer, author):
    change_as_officer(page, officer, summary="What was done and learned.")
    html = show(client, page).content.decode()
    assert "the version the State last cleared" in html
    assert "<ins" in html
    client.force_login(author)
    check = client.get(reverse("submission_check", args=[page.pk])).content.decode()
    assert "Changed since your State last cleared the text" in check
    assert "<ins" in check
    assert [field.field_label() for field in clearing.changes_since_cleared(fresh(page))] == [
        "Summary"
    ]


def test_an_update_is_compared_with_what_is_public(client, officer, author):
    page = PracticeFactory(**people.FILLED)
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "What was done. One year later."
    people.submitted(draft, author)
    html = show(client, page).content.decode()
    assert "the public version" in html
    assert "<ins" in html


def test_the_state_has_the_turn_after_an_officers_edit_and_no_day_counts(client, page, officer):
    state = fresh(page).current_workflow_state
    long_ago = timezone.now() - timedelta(days=30)
    type(state).objects.filter(pk=state.pk).update(created_at=long_ago)
    Clearance.objects.update(cleared_at=long_ago)
    assert clock_of(page, fresh(page).current_workflow_state).is_late
    change_as_officer(page, officer, summary="Sharper.")
    Clearance.objects.update(voided_at=long_ago + timedelta(days=1))
    clock = clock_of(page, fresh(page).current_workflow_state)
    assert clock.is_with_state
    assert clock.days <= 2
    queue = client.get(reverse("secretariat_queue"))
    assert [row.page.pk for row in queue.context["with_state"]] == [page.pk]
    assert queue.context["rows"] == []
    assert "The State has to act next" in show(client, page).content.decode()


def test_days_begin_again_when_the_state_has_submitted_again(page, officer, author):
    people.decide(page, officer, "reject", "More.")
    assert clock_of(page, fresh(page).current_workflow_state).is_with_state
    clearing.submit(fresh(page), author)
    assert not clock_of(page, fresh(page).current_workflow_state).is_with_state


EMBARGO = datetime(2031, 3, 1, 12, 30, 45, 123456, tzinfo=UTC)
RAW = {
    "title": "A title",
    "summary": "First line.\n\nSecond line.",
    "start_year": 2019,
    "end_year": 2021,
    "objectives": "<p>One &amp; two</p><ul><li>three</li></ul>",
    "contact_name": "Person",
    "contact_email": "person@example.org",
    "embargo_until": EMBARGO,
}
KINDS = {
    "practice": (
        PracticeFactory,
        {
            "institution": "Ministry",
            "description": "<p>Text<br/>more</p><p></p>",
            "results": '<p>See <a href="https://example.org/?a=1&amp;b=2">here</a></p>',
            "partners": "A\nB",
            "resources": "C\r\nD",
            "evaluation_available": True,
        },
    ),
    "strategy": (
        StrategyFactory,
        {"kind": "law", "adopting_body": "Parliament", "adopted_on": datetime(2020, 2, 3).date()},
    ),
}


@pytest.mark.parametrize(
    ("kind", "zone"),
    [
        ("practice", "Asia/Tehran"),
        ("strategy", "UTC"),
        *nightly(("practice", "UTC"), ("strategy", "Asia/Tehran")),
    ],
)
def test_an_untouched_form_of_the_editor_changes_nothing(client, officer, author, kind, zone):
    """Every kind of field, as a browser sends it back: line ends, seconds, zones, empty lists."""
    factory, values = KINDS[kind]
    page = people.submitted(factory(publish=False, **RAW, **values), author)
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=officer, defaults={"current_time_zone": zone})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled_form(client, address)
    if kind == "practice":
        data["evaluation_available"] = "on"  # the helper leaves out boxes that are ticked
    for name, value in data.items():
        if isinstance(value, list):
            data[name] = [text.replace("\r\n", "\n").replace("\n", "\r\n") for text in value]
    before = fresh(page).get_latest_revision().content
    assert client.post(address, data).status_code == 302
    assert difference(before, fresh(page).get_latest_revision().content) == ({}, {})
    assert Clearance.objects.holds_for(fresh(page))
    assert not Message.objects.filter(subject__startswith="Please clear again").exists()


def test_an_embargoed_text_is_approved_by_two_officers_and_appears_at_its_minute(
    client, page, author, settings
):
    clearing.take_back(fresh(page), author)
    draft = fresh(page).get_latest_revision_as_object()
    draft.embargo_until = timezone.now() + timedelta(hours=1)
    people.submitted(draft, author)
    for _step in range(2):
        client.force_login(people.officer())
        address = people.decision_address(page, "approve")
        assert client.post(address, {"comment": ""}).status_code == 302
    assert fresh(page).live
    assert not PracticePage.objects.published().filter(pk=page.pk).exists()
    told = set(Message.objects.filter(to=author.email).values_list("subject", flat=True))
    assert {subject.split(":")[0] for subject in told} >= {"Submitted", "Approved"}
    assert not Message.objects.filter(body__contains="is public now").exists()
    client.force_login(author)
    overview, history = at_its_state(client, page)
    assert "Approved; public from" in overview
    assert "Approved; public from" in history
    assert "Public page" not in overview
    PracticePage.objects.filter(pk=page.pk).update(embargo_until=timezone.now())
    assert PracticePage.objects.published().filter(pk=page.pk).exists()
    assert "Public page" in at_its_state(client, page)[0]


def test_an_officer_who_was_signed_out_is_led_back_to_the_review(client, page):
    address = people.decision_address(page, "approve")
    back = client.post(address, {"comment": ""})["Location"].split("next=")[1]
    client.force_login(people.officer())
    answer = client.get(back, follow=True)
    assert answer.redirect_chain == [(reverse("review", args=[page.pk]), 302)]
    assert "your decision was not recorded" in answer.content.decode()
    assert not Decision.objects.exists()


def test_any_other_button_after_signing_in_again_says_that_nothing_was_done(client, page):
    client.force_login(people.officer())
    answer = client.get(reverse("secretariat_assign", args=[page.pk]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "press the button once more" in answer.content.decode()


def at_its_state(client, page):
    names = ("submission_overview", "submission_history")
    return [client.get(reverse(name, args=[page.pk])).content.decode() for name in names]


@pytest.mark.parametrize("door", ["review_decision", "review_comment"])
def test_what_an_officer_wrote_is_given_back_when_the_state_took_back_its_text(
    client, page, officer, author, door
):
    """Also when the State is writing on: the officer must not read its draft."""
    addresses = {
        "review_decision": people.decision_address(page, "reject"),
        "review_comment": reverse("review_comment", args=[page.pk]),
    }
    criterion = Criterion.objects.first()
    clearing.take_back(fresh(page), author)
    words = {"comment": "Say how many.", "field": "summary", "text": "Where?", "passage": "vans"}
    words[f"note_{criterion.pk}"] = "See chapter two."
    answer = client.post(addresses[door], words)
    assert answer.status_code == 403
    for text in ("Say how many.", "Where?", "vans", "See chapter two."):
        assert text in answer.content.decode()
    assert not Comment.objects.exists()


def test_what_an_officer_wrote_is_given_back_when_the_review_has_ended(client, page, officer):
    people.officer()
    address = people.decision_address(page, "decline")
    for person in (people.officer(), people.officer()):
        people.decide(page, person)
    assert fresh(page).current_workflow_state is None
    answer = client.post(address, {"comment": "Not a good practice."})
    assert answer.status_code == 409
    assert "Not a good practice." in answer.content.decode()
    comment = reverse("review_comment", args=[page.pk])
    answer = client.post(comment, {"field": "summary", "text": "Where?"})
    assert answer.status_code == 409
    assert "Where?" in answer.content.decode()


def test_the_browser_is_told_once_what_has_arrived(client, page, officer):
    client.post(reverse("review_comment", args=[page.pk]), {"field": "summary", "text": "Where?"})
    assert f'data-arrived="review/{page.pk}/summary"' in show(client, page).content.decode()
    assert 'data-arrived=""' in show(client, page).content.decode()
    client.post(people.decision_address(page, "reject"), {"comment": "Change it."})
    queue = client.get(reverse("secretariat_queue")).content.decode()
    assert f'data-arrived="review/{page.pk}"' in queue

"""Calls for contributions: shown to focal points, answered from the form, and reminded of."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document

from commission import answering
from commission.models import CallAnswer, CallPage
from mail.models import Message
from practices.models import PracticePage
from taxonomy.models import Challenge
from tests import people
from tests.commission import record
from tests.factories import fresh, state_page
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def make_call():
    fields = {"deadline": in_days(30), "summary": "What was done on precursors.", "slug": "inputs"}
    challenges = [Challenge.objects.first()]
    return record.call(record.meeting(), "Inputs on precursors", challenges=challenges, **fields)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    yield from shared(make_call, django_db_blocker)


@pytest.fixture
def call(db, made):
    return fresh(made)


def begin(client, call, title="Precursors", state="ke"):
    address = f"{reverse('submission_start')}?call={call.slug}"
    data = {"place": state_page(state).pk, "type": "practice", "title": title}
    client.post(address, data)
    return PracticePage.objects.get(title=title)


def test_a_focal_point_sees_it_and_begins_an_answer(client, call):
    person = people.focal_point("ke")
    client.force_login(person)
    shown = BeautifulSoup(client.get(reverse("submissions")).content, "html.parser")
    [link] = [each for each in shown.find_all("a") if "Answer this call" in each.text]
    assert link["href"] == f"{reverse('submission_start')}?call=inputs"
    page = begin(client, call)
    assert page.call_answer.call == call
    draft = page.get_latest_revision_as_object()
    assert list(draft.challenges.all()) == list(call.challenges.all())
    assert "Precursors" in client.get(reverse("submissions")).content.decode()


def test_a_draft_in_answer_is_the_states_alone(client, call):
    person = people.focal_point("ke")
    client.force_login(person)
    page = begin(client, call)
    assert answering.states_that_answered(call) == []
    for name, value in people.FILLED.items():
        setattr(page, name, value)
    people.submitted(page, person)
    assert [state.code for state in answering.states_that_answered(call)] == ["ke"]


def test_officers_see_who_answered(client, call):
    for code in ("ke", "fr"):
        person = people.focal_point(code)
        client.force_login(person)
        page = begin(client, call, f"Of {code}", code)
        if code == "ke":
            for name, value in people.FILLED.items():
                setattr(page, name, value)
            people.submitted(page, person)
    client.force_login(people.officer())
    answer = client.get(reverse("calls_report_export", args=["csv"]))
    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["title"], row["answers"], row["states"]) == (call.title, "1", "Kenya")
    shown = client.get(reverse("calls_report")).content.decode()
    assert "Kenya" in shown
    assert "France" not in shown
    client.force_login(people.focal_point("fr"))
    assert client.get(reverse("calls_report")).status_code in (302, 403)


def test_what_is_no_open_call_to_states_is_passed_over(client, call):
    meeting = call.meeting
    record.call(meeting, "Over", slug="over", deadline=in_days(-1))
    record.call(meeting, "Draft", slug="draft", deadline=in_days(9), publish=False)
    record.call(
        meeting, "NGOs", slug="for-organizations", deadline=in_days(9), addressees="organizations"
    )
    client.force_login(people.focal_point("ke"))
    for slug in ("", "nothing", "over", "draft", "for-organizations"):
        call.slug = slug
        begin(client, call, f"In answer to “{slug}”")
        assert not CallAnswer.objects.exists(), slug


def test_the_list_tells_open_calls_from_past_ones(client, call):
    record.call(call.meeting, "Inputs of last year", slug="over", deadline=in_days(-1))
    shown = BeautifulSoup(client.get("/calls/").content, "html.parser")
    sections = {part.h2.text: part.h3.text for part in shown.find_all("section")}
    assert sections == {"Open": "Inputs on precursors", "Past": "Inputs of last year"}
    page = client.get(call.address).content.decode()
    assert "Answer this call" in page
    assert client.get("/search/?type=call&q=precursors").context["results"].total == 1


def test_the_note_verbale_has_the_words_of_the_call(client, call):
    answer = client.get(reverse("call_note_verbale", args=[call.pk]))
    words = "\n".join(part.text for part in Document(io.BytesIO(answer.content)).paragraphs)
    assert "Inputs on precursors" in words
    assert "What was done on precursors." in words
    draft = record.call(call.meeting, "Draft", slug="d", deadline=in_days(9), publish=False)
    assert client.get(reverse("call_note_verbale", args=[draft.pk])).status_code == 404


def reminded():
    call_command("remind_of_calls", verbosity=0)
    return sorted(Message.objects.values_list("to", flat=True))


def test_focal_points_are_reminded_twice_unless_their_state_has_answered(client, call):
    kenya, peru = people.focal_point("ke"), people.focal_point("pe")
    assert reminded() == []
    CallPage.objects.filter(pk=call.pk).update(deadline=in_days(14))
    assert reminded() == sorted([kenya.email, peru.email])
    assert reminded() == sorted([kenya.email, peru.email])  # not again
    client.force_login(kenya)
    page = begin(client, call)
    for name, value in people.FILLED.items():
        setattr(page, name, value)
    people.submitted(page, kenya)
    Message.objects.all().delete()
    CallPage.objects.filter(pk=call.pk).update(deadline=in_days(2))
    assert reminded() == [peru.email]
    message = Message.objects.get()
    assert "Inputs on precursors" in message.subject
    assert f"{reverse('submission_start')}?call=inputs" in message.body


def test_the_day_of_the_deadline_is_the_last(call):
    CallPage.objects.filter(pk=call.pk).update(deadline=date(2030, 5, 31))
    assert CallPage.objects.open(date(2030, 5, 31)).exists()
    assert not CallPage.objects.open(date(2030, 6, 1)).exists()

"""Recommendations and replies from tables: faults by row, repeatable, two officers publish."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from approvals.models import Proposal
from commission.loads import tables
from commission.loads.archive import Archive
from commission.loads.checking import Checker
from commission.models import BodyRecommendationPage, Load, Reply
from practices.file_collections import state_collection
from practices.models import Annex, PublicationEvent
from taxonomy.models import Challenge
from tests import factories, people
from tests.commission import record
from tests.commission.loads import workbook
from tests.queries import at_most
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MEETING = "africa-29"
RECOMMENDATIONS = (
    "Meeting", "Number", "Wording", "Addressed to", "Member States", "Topics", "Source",
)  # fmt: skip
REPLIES = ("Meeting", "Recommendation", "Country", "Year", "Status", "Reply")


@pytest.fixture(scope="module", autouse=True)
def meeting(django_db_setup, django_db_blocker):
    yield from shared(make_meeting, django_db_blocker)


def make_meeting():
    body = record.body("honlea-africa", "HONLEA Africa")
    return record.meeting("Meeting 29", MEETING, body=body, session="meeting", ordinal=29)


@pytest.fixture
def load(tmp_path):
    """Imports rows by a command; what it says."""

    def load(command, *rows, columns, **options):
        table = tmp_path / "table.xlsx"
        table.write_bytes(workbook(*rows, columns=columns))
        said = io.StringIO()
        try:
            call_command(command, table, stdout=said, stderr=said, **options)
        except CommandError as error:
            said.write(str(error))
        return said.getvalue()

    return load


@pytest.fixture
def recommend(load):
    return lambda *rows, **options: load(
        "import_recommendations", *rows, columns=RECOMMENDATIONS, **options
    )


@pytest.fixture
def answer(load):
    return lambda *rows, **options: load("import_replies", *rows, columns=REPLIES, **options)


def adopted(number="1", text="Governments should train.", states="", source="E/CN.7/2020/9"):
    return [MEETING, number, text, "Governments", states, "", source]


def reply(number="1", state="Kenya", year=2021, status="planned", text="A course"):
    return [MEETING, number, state, year, status, text]


def test_recommendations_go_public(recommend, client, meeting):
    topic = Challenge.objects.first()
    row = adopted("3 (a)", states="Kenya; NG")
    row[5] = topic.label_en
    assert "1 created, 0 updated, 0 unchanged" in recommend(row)
    page = BodyRecommendationPage.objects.published().get()
    assert (page.number, page.title) == ("3 (a)", "Governments should train.")
    assert (page.meeting, page.body, page.date) == (meeting, meeting.body, meeting.date)
    assert {state.code for state in page.addressed_states.all()} == {"ke", "ng"}
    assert list(page.challenges.all()) == [topic]
    assert (page.source, page.language) == ("E/CN.7/2020/9", "en")
    assert client.get(page.address).status_code == 200
    assert PublicationEvent.objects.get(page_id=page.pk).way == "import"


def test_without_a_title_it_is_called_by_its_first_words(recommend):
    recommend(adopted(text="Governments should " + "train " * 30), adopted("2", text="请" * 300))
    first, second = BodyRecommendationPage.objects.order_by("number")
    assert first.title == "Governments should " + "train " * 13 + "train…"
    assert (len(second.title), second.language) == (120, "zh")


def test_the_same_meeting_and_number_are_the_same_recommendation(recommend):
    recommend(adopted("1 (A)"), adopted("2"))
    assert "0 created, 0 updated, 2 unchanged" in recommend(adopted("1 (A)"), adopted("2"))
    said = recommend(adopted("1 (a)", text="Governments should train all."), adopted("2"))
    assert "0 created, 1 updated, 1 unchanged" in said
    assert BodyRecommendationPage.objects.count() == 2
    assert BodyRecommendationPage.objects.filter(text__contains="train all").exists()


def test_an_update_leaves_replies_and_files_as_they_are(recommend):
    recommend(adopted())
    page = BodyRecommendationPage.objects.get()
    file, collection = ContentFile(b"text", "a.txt"), state_collection(None)
    document = Document.objects.create(title="A file", file=file, collection=collection)
    page.annexes.add(Annex(title="A file", document=document))
    page.replies.create(text="Done", state=factories.member_state("ke"), year=2021)
    page.save_and_publish(None, "test")
    assert "1 updated" in recommend(adopted(text="Other words"))
    page = BodyRecommendationPage.objects.get()
    assert (page.replies.count(), page.annexes.get().title) == (1, "A file")


def test_a_fault_is_told_by_row_and_nothing_is_imported(recommend):
    for row, said in (
        (adopted(number=""), "line 2, number"),
        (adopted(text=""), "line 2, text"),
        (adopted(source=""), "line 2, source"),
        (adopted(states="Kenya; Atlantis"), "addressed_states: “Atlantis” is not a Member State."),
        (["nowhere", *adopted()[1:]], "line 2, meeting: There is no public meeting “nowhere”."),
        (adopted(number="x" * 30), "line 2, number"),
        (adopted("7"), "line 3, number: “africa-29/7” stands in the table twice."),
    ):
        told = recommend(row, adopted("7"))
        assert said in told
        assert "1 rows have faults; nothing was imported." in told
    assert not BodyRecommendationPage.objects.exists()


def test_what_was_withdrawn_and_what_is_a_draft_stay_as_they_are(recommend, meeting):
    recommend(adopted())
    BodyRecommendationPage.objects.get().unpublish()
    record.recommendation(meeting, "2", title="Canary of a draft", publish=False)
    told = recommend(adopted(text="Again"), adopted("2"))
    assert "was withdrawn" in told
    assert "“Canary of a draft” is there as a draft." in told
    assert not BodyRecommendationPage.objects.published().exists()


def test_replies_go_public_with_one_publication_each(answer, meeting, client):
    pages = [record.recommendation(meeting, number, slug=f"no-{number}") for number in "12"]
    rows = [reply(number, state) for number in "12" for state in ("Kenya", "NG", "Egypt")]
    before = PublicationEvent.objects.count()
    assert "6 created, 0 updated, 0 unchanged" in answer(*rows)
    assert PublicationEvent.objects.count() == before + 2
    shown = client.get(pages[0].address).content.decode()
    assert "A course" in shown
    kept = Reply.objects.filter(page=pages[0]).values_list("state__code", "year", "status")
    assert set(kept) == {(code, 2021, "planned") for code in ("ke", "ng", "eg")}


def test_the_same_state_and_year_are_the_same_reply(answer, meeting):
    record.recommendation(meeting)
    answer(reply(), reply(year=2020))
    assert "0 created, 0 updated, 2 unchanged" in answer(reply(), reply(year=2020))
    assert "0 created, 1 updated, 0 unchanged" in answer(reply(status="Put into practice"))
    assert Reply.objects.get(year=2021).status == "done"
    assert Reply.objects.count() == 2


def test_a_faulty_reply_is_told_by_row(answer, meeting):
    record.recommendation(meeting)
    record.recommendation(meeting, "2", slug="two", publish=False)
    for row, said in (
        (reply(number="9"), "line 2, number: The meeting has no public recommendation “9”."),
        (reply(number="2"), "line 2, number: The meeting has no public recommendation “2”."),
        (reply(state="Atlantis"), "line 2, state: “Atlantis” is not a Member State."),
        (reply(state=""), "line 2, state"),
        (reply(year=""), "line 2, year"),
        (reply(year=1200), "line 2, year"),
        (reply(status="perhaps"), "line 2, status: “perhaps” is none of"),
        (reply(state="ng"), "line 3, state: “africa-29/1/ng/2021” stands in the table twice."),
    ):
        assert said in answer(row, reply(state="ng"))
    assert not Reply.objects.exists()


def test_a_recommendation_that_somebody_is_changing_takes_no_reply(answer, meeting):
    page = record.recommendation(meeting)
    draft = page.get_latest_revision_as_object()
    draft.title = "Canary of a draft"
    draft.save_revision()
    assert "has changes that are not public yet" in answer(reply())
    assert not BodyRecommendationPage.objects.filter(title=draft.title).exists()


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def upload(client, contents, *rows, columns):
    table = SimpleUploadedFile("table.xlsx", workbook(*rows, columns=columns))
    client.post(reverse("statement_loads"), {"contents": contents, "table": table})
    return Load.objects.first()


@pytest.mark.parametrize(
    ("contents", "columns", "row"),
    [("recommendations", RECOMMENDATIONS, adopted("2")), ("replies", REPLIES, reply())],
)
def test_two_officers_publish_an_uploaded_table(client, meeting, contents, columns, row):
    page = record.recommendation(meeting)
    first, second = signed_in(people.officer()), signed_in(people.officer())
    load = upload(first, contents, row, columns=columns)
    shown = first.get(reverse("statement_load", args=[load.pk])).content.decode()
    assert "1 new entry" in shown
    first.post(reverse("propose_statement_load", args=[load.pk]), people.CONFIRMED)
    apply = reverse("apply_proposal", args=[Proposal.objects.get().pk])
    assert "You proposed this" in first.post(apply, follow=True).content.decode()

    def public():
        return BodyRecommendationPage.objects.published().count(), page.replies.count()

    assert public() == (1, 0)
    assert "A course" not in client.get(page.address).content.decode()
    second.post(apply, follow=True)
    call_command("work_loads")
    assert public() == ((2, 0) if contents == "recommendations" else (1, 1))


def test_each_kind_has_an_empty_table(client):
    officer = signed_in(people.officer())
    shown = officer.get(reverse("statement_loads")).content.decode()
    for contents in tables.KINDS:
        address = reverse("statement_load_template", args=[contents])
        assert address in shown
        table = SimpleUploadedFile("table.xlsx", officer.get(address).content)
        officer.post(reverse("statement_loads"), {"contents": contents, "table": table})
        assert Load.objects.first().fault == "It has no rows."
    assert officer.get("/admin/record/loads/nothing.xlsx").status_code == 404


def test_checking_replies_costs_the_same_however_many(meeting):
    for number in range(1, 6):
        record.recommendation(meeting, str(number), slug=f"no-{number}")
    checker = Checker(tables.KINDS["replies"], Archive())

    def rows(year):
        numbers = range(1, 6)
        return [
            (line, {"meeting": MEETING, "number": str(line), "state": state, "year": str(year)})
            for line in numbers
            for state in ("Kenya", "Egypt")
        ]

    checker.check(rows(2020))
    with at_most(2):
        assert {row.outcome for row in checker.check(rows(2021))} == {"created"}

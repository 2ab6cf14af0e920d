"""The Secretariat's pages: queue, assignment, coverage, trail, exports."""

import csv
import io
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import Truncator
from openpyxl import load_workbook
from wagtail.models import WorkflowState

from audit import trail
from audit.models import AuditEntry
from common.spreadsheets import downloads
from review import queue
from review.clock import working_days
from review.models import Assignment
from taxonomy.models import Chapter
from tests import people
from tests.factories import PracticeFactory
from tests.queries import at_most

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = datetime(2026, 1, 2), datetime(2026, 1, 5)


@pytest.fixture
def officer(client):
    person = people.officer()
    client.force_login(person)
    return person


def waiting(state="ke", title="Waits", **terms):
    page = PracticeFactory(state=state, title=title, publish=False, terms=terms, **people.FILLED)
    return people.submitted(page, people.focal_point(state))


def shown(client, **query):
    rows = client.get(reverse("secretariat_queue"), query).context["rows"]
    return [row.page.draft_title for row in rows]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, MONDAY, 1),
        (MONDAY, datetime(2026, 1, 19), 10),
        (FRIDAY, datetime(2026, 1, 4), 0),
    ],
)
def test_working_days_leave_out_the_weekend(since, until, days):
    assert working_days(since, until) == days


def test_the_oldest_comes_first_and_what_is_late_says_so(client, officer):
    young, old = waiting(title="Young"), waiting(title="Old")
    state = WorkflowState.objects.get(object_id=old.pk)
    WorkflowState.objects.filter(pk=state.pk).update(created_at="2025-01-01T00:00Z")
    assert shown(client) == ["Old", "Young"]
    first, second = client.get(reverse("secretariat_queue")).context["rows"]
    assert (first.is_late, second.is_late) == (True, False)
    assert young.pk == second.page.pk


def test_the_queue_is_filtered(client, officer):
    chapter = Chapter.objects.first()
    mine = waiting("ke", "Kenyan", chapters=[chapter])
    waiting("fr", "French")
    Assignment.objects.create(page=mine, reviewer=officer)
    assert shown(client, state="fr") == ["French"]
    assert shown(client, chapter=chapter.number) == ["Kenyan"]
    assert shown(client, reviewer=officer.pk) == ["Kenyan"]
    assert shown(client, reviewer="none") == ["French"]
    assert shown(client, state="nowhere", chapter="x", reviewer="x") == []


def test_what_waits_for_the_state_is_not_in_the_queue(client, officer):
    page = waiting()
    people.decide(page, officer, "reject", "More.")
    assert shown(client) == []


def test_assigning_leaves_its_trail(client, officer):
    page, other = waiting(), people.officer()
    address = reverse("secretariat_assign", args=[page.pk])
    client.post(address, {"reviewer": other.pk})
    assert Assignment.objects.get().reviewer == other
    assert AuditEntry.objects.get(action="assigned").after == {"reviewer": other.username}


def test_only_an_officer_is_assigned(client, officer):
    page = waiting()
    address = reverse("secretariat_assign", args=[page.pk])
    for reviewer in (people.focal_point("ke").pk, "nobody", "99999"):
        assert client.post(address, {"reviewer": reviewer}).status_code == 404
    assert not Assignment.objects.exists()


def test_states_that_never_shared(client, officer):
    PracticeFactory(state="ke")
    PracticeFactory(state="fr", publish=False)
    codes = {state.code for state in queue.never_shared()}
    assert "ke" not in codes
    assert "fr" in codes


ADDRESSES = [
    reverse("secretariat_queue"),
    reverse("secretariat_queue_export", args=["csv"]),
    reverse("secretariat_never_shared_export", args=["csv"]),
    reverse("audit_trail"),
    reverse("audit_export", args=["csv"]),
    reverse("invite_focal_point"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_for_officers(client, address):
    client.force_login(people.officer())
    assert client.get(address).status_code == 200
    client.force_login(people.focal_point("ke"))
    assert client.get(address).status_code in (302, 403)


def test_the_trail_of_a_page_is_for_officers(client, officer):
    page = waiting("ke")
    address = reverse("audit_page_trail", args=[page.pk])
    export = reverse("audit_export", args=["csv"]) + f"?page={page.pk}"
    assert [client.get(each).status_code for each in (address, export)] == [200, 200]
    for code in ("ke", "fr"):
        client.force_login(people.focal_point(code))
        assert all(client.get(each).status_code != 200 for each in (address, export))


def test_no_cell_is_a_formula(client, officer):
    waiting(title='=HYPERLINK("http://example.org")')
    text = client.get(reverse("secretariat_queue_export", args=["csv"])).content.decode("utf-8-sig")
    _header, row = csv.reader(io.StringIO(text))
    assert row[0].startswith("'=HYPERLINK")  # CSV has no other way to say that it is text
    answer = client.get(reverse("secretariat_queue_export", args=["xlsx"]))
    cell = load_workbook(io.BytesIO(answer.content)).active["A2"]
    assert (cell.data_type, cell.value[:2]) == ("s", "=H")


@pytest.mark.fault(38)
@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_text(text):
    assert downloads.safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", 5, None, date(2026, 1, 1)])
def test_everything_else_stays(value):
    assert downloads.safe(value) is value


def test_an_unknown_format_is_not_found(client, officer):
    assert client.get("/admin/secretariat/queue.exe").status_code == 404


def test_the_first_page_says_what_waits(client, officer):
    waiting()
    panel = client.get("/admin/").content.decode()
    assert "<strong>1</strong> under review" in panel
    assert "<strong>0</strong> wait longer than the target" in panel
    assert "<strong>193</strong> Member States have never shared" in panel


def test_the_first_page_leads_a_focal_point_to_the_guided_form(client):
    client.force_login(people.focal_point("ke"))
    assert client.get("/admin/").url == reverse("submissions")


def test_help_in_the_admin_leads_to_no_other_site(client, officer):
    assert "guide.wagtail.org" not in client.get(reverse("secretariat_queue")).content.decode()


def test_people_says_whose_focal_point_somebody_is(client, officer):
    people.focal_point("ke", "fr")
    text = client.get(reverse("people")).content.decode()
    assert "Focal point, Kenya" in text
    assert "Focal point, France" in text


def test_an_assignment_can_be_taken_back(client, officer):
    page = waiting()
    address = reverse("secretariat_assign", args=[page.pk])
    client.post(address, {"reviewer": officer.pk})
    assert client.post(address, {"reviewer": ""}).status_code == 302
    assert not Assignment.objects.exists()
    entry = AuditEntry.objects.order_by("number").last()
    assert (entry.action, entry.after) == ("assigned", {})
    assert client.post(address, {"reviewer": ""}).status_code == 302


def test_the_trail_names_fields_and_terms_in_words(client, officer):
    page = waiting()
    chapter = Chapter.objects.first()
    before = {"start_year": None, "chapters": [], "language": "en", "evaluation_available": False}
    after = {
        "start_year": 2019,
        "chapters": [chapter.pk],
        "language": "fr",
        "embargo_until": "2027-01-31T09:00:00Z",
        "reviewer": "Person",
    }
    trail.record("edited", page, officer, before=before, after=after)
    shown = " ".join(client.get(reverse("audit_trail")).content.decode().split())
    for words in (
        "<strong>First year:</strong> –",
        "<strong>First year:</strong> 2019",
        "<strong>An evaluation is available:</strong> No",
        "<strong>Language of the text:</strong> French",
        "<strong>Not public before:</strong> 31 January 2027, 09:00 UTC",
        "<strong>Reviewer:</strong> Person",
        f"<strong>UNGASS chapters:</strong> {escape(Truncator(str(chapter)).chars(200))}",
    ):
        assert words in shown
    assert "start_year" not in shown


def test_the_trail_shows_lists_of_an_import_and_whatever_was_stored(client, officer):
    """Links are rows of another model; a value need not be what its field takes today."""
    page = PracticeFactory()
    links = [{"title": "Report", "url": "https://example.org/"}]
    stored = {"links": links, "language": ["en"], "embargo_until": "soon", "chapters": [None]}
    trail.record("edited", page, officer, after=stored)
    client.force_login(officer)
    answer = client.get(reverse("audit_page_trail", args=[page.pk]))
    assert answer.status_code == 200
    assert "https://example.org/" in answer.content.decode()


def test_the_queue_asks_the_database_as_often_for_many_rows_as_for_few(
    client, officer, django_assert_max_num_queries
):
    address = reverse("secretariat_queue_export", args=["csv"])
    chapters, numbers = [Chapter.objects.get(number=1)], []
    for more in (1, 4):
        for number in range(more):
            waiting(title=f"Row {more}.{number}", chapters=chapters)
        people.decide(waiting(chapters=chapters), people.officer(), "reject", "More.")
        numbers.append([])
        for query in ({}, {"chapter": 1, "state": "ke", "reviewer": "none"}):
            with django_assert_max_num_queries(15) as captured:
                rows = client.get(address, query).content.decode()
            assert f"Row {more}.{more - 1}" in rows
            numbers[-1].append(len(captured))
    assert numbers[0] == numbers[1]


def test_the_page_of_the_queue_asks_as_often_for_many_rows_as_for_few(client, officer):
    numbers = []
    for more in (1, 5):
        for _number in range(more):
            Assignment.objects.create(page=waiting(), reviewer=officer)
        client.get(reverse("secretariat_queue"))  # fills the caches
        with at_most(16) as captured:
            assert client.get(reverse("secretariat_queue")).status_code == 200
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]

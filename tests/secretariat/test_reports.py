"""Lists of officers as reports of Wagtail: filters, order, pages, parts, exports."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audit import trail
from practices.models import PracticePage
from secretariat.people_report import PeopleReport
from taxonomy.models import Region
from tests import people
from tests.factories import PracticeFactory, member_state
from tests.nightly import nightly

pytestmark = pytest.mark.django_db
REPORTS = ["audit_trail", "secretariat_confirmations", "secretariat_never_shared", "people"]


@pytest.fixture
def officer(client):
    person = people.officer(first_name="Olga", last_name="Officer")
    client.force_login(person)
    return person


def listed(client, name, field, **query):
    found = client.get(reverse(name), query).context["object_list"]
    return [getattr(row, field) for row in found]


def exported(client, address, **query):
    answer = client.get(address, query)
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


# By day each report as a page or as the part of it that changes, by turns.
@pytest.mark.share
@pytest.mark.parametrize(
    ("name", "part"),
    [
        *zip(REPORTS, ["", "_results"] * 2, strict=True),
        *nightly(*zip(REPORTS, ["_results", ""] * 2, strict=True)),
    ],
)
def test_page_and_part_are_for_those_who_look(client, officer, name, part):
    address = reverse(f"{name}{part}")
    answer = client.get(address)
    assert answer.status_code == 200
    assert (b"<html" in answer.content) is not bool(part)
    client.force_login(people.superuser())
    assert client.get(address).status_code == 200
    client.force_login(people.focal_point("ke"))
    assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("name", REPORTS)
def test_what_no_filter_understands_is_no_fault(client, officer, name):
    nonsense = dict.fromkeys(
        ["p", "q", "ordering", "state", "group", "role", "action", "when_from", "page"], "²\0x"
    )
    assert client.get(reverse(name), nonsense).status_code == 200
    assert client.get(reverse(f"{name}_results"), nonsense).status_code == 200


@pytest.mark.share
@pytest.mark.parametrize(
    ("name", "form"),
    [
        *((name, "csv") for name in REPORTS[:3]),
        ("audit_trail", "xlsx"),
        *nightly(*((name, "xlsx") for name in REPORTS[1:3])),
    ],
)
def test_the_menu_of_the_page_exports_what_its_own_address_does(client, officer, name, form):
    export = {"audit_trail": "audit_export"}.get(name, f"{name}_export")
    PracticeFactory()
    by_menu = client.get(reverse(name), {"export": form})
    by_address = client.get(reverse(export, args=[form]))
    for answer in (by_menu, by_address):
        assert answer["Content-Disposition"].endswith(f'.{form}"')
    if form == "csv":
        assert by_menu.content == by_address.content
    assert client.get(reverse(export, args=["exe"])).status_code == 404


def test_the_trail_is_filtered_and_so_is_its_export(client, officer):
    page = PracticeFactory(title="Of a page")
    trail.record("assigned", page, officer, after={"reviewer": "Somebody"})
    trail.record("confirmed", None, people.officer())
    for query in (
        {"action": "assigned"},
        {"page_title": "of a pag"},
        {"action": "assigned", "actor_name": officer.username, "when_from": "2020-01-01"},
    ):
        assert "assigned" in listed(client, "audit_trail", "action", **query)
        assert "confirmed" not in listed(client, "audit_trail", "action", **query)
        rows = exported(client, reverse("audit_export", args=["csv"]), **query)
        assert "confirmed" not in [row[3] for row in rows]
        assert "assigned" in [row[3] for row in rows]
    assert listed(client, "audit_trail", "action", when_from="2100-01-01") == []


def test_the_newest_entry_comes_first_on_the_page_and_last_in_the_export(client, officer):
    for name in ("one", "two"):
        trail.record(name, None, officer)
    assert listed(client, "audit_trail", "action")[:2] == ["two", "one"]
    assert listed(client, "audit_trail", "number", ordering="number")[0] == 1
    assert exported(client, reverse("audit_export", args=["csv"]))[-1][3] == "two"


def test_the_trail_of_a_page_filters_within_that_page(client, officer):
    page, other = PracticeFactory(), PracticeFactory()
    for each in (page, other):
        trail.record("assigned", each, officer)
    address = reverse("audit_page_trail", args=[page.pk])
    for found in (client.get(address), client.get(f"{address}results/", {"action": "assigned"})):
        assert {row.page_id for row in found.context["object_list"]} == {page.pk}
    assert {row[4] for row in exported(client, address, export="csv")} == {str(page.pk)}


@pytest.mark.parametrize("text", ["x" * 70000, "of \x0b control"])
def test_a_workbook_holds_what_wagtails_would_cut_or_refuse(client, officer, text):
    trail.record("imported", None, officer, after={"text": text})
    answer = client.get(reverse("audit_export", args=["xlsx"]))
    *_earlier, last = load_workbook(io.BytesIO(answer.content)).active.values
    whole = "".join(value for value in last if isinstance(value, str))
    assert whole.count("x") >= text.count("x")
    assert "imported" in last


def test_confirmations_are_filtered_by_state(client, officer):
    for code in ("ke", "fr"):
        PracticeFactory(state=code, title=f"Of {code}")
    PracticePage.objects.update(first_published_at="2020-01-01T00:00Z")
    name, kenya = "secretariat_confirmations", member_state("ke").pk
    assert set(listed(client, name, "title")) == {"Of ke", "Of fr"}
    assert listed(client, name, "title", state=kenya) == ["Of ke"]
    assert listed(client, name, "title", is_stale="false") == []
    assert b"2 public contributions have not been confirmed" in client.get(reverse(name)).content


def test_states_that_never_shared_are_filtered_by_group(client, officer):
    group = Region.objects.get(key="african")
    codes = listed(client, "secretariat_never_shared", "code", group=group.pk)
    assert "ke" in codes
    assert "fr" not in codes
    address = reverse("secretariat_never_shared_export", args=["csv"])
    rows = exported(client, address, group=group.pk)
    assert {row[2] for row in rows} == {"African States"}


@pytest.mark.parametrize(
    "query",
    [{"q": "olga"}, {"role": "officer"}, {"role": "officer", "is_active": "true"}],
)
def test_people_are_found_and_filtered(client, officer, query):
    others = [people.focal_point("ke"), people.superuser()]
    found = listed(client, "people", "pk", **query)
    assert found == [officer.pk]
    assert set(listed(client, "people", "pk")) >= {person.pk for person in others}
    assert listed(client, "people", "pk", state=member_state("ke").pk) == [others[0].pk]


def test_nobody_exports_names_and_addresses_of_people(client, officer):
    assert PeopleReport.list_export == []
    html = client.get(reverse("people")).content.decode()
    assert "export=" not in html
    answer = client.get(reverse("people"), {"export": "csv"})
    assert "Content-Disposition" not in answer


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_asks_the_database_as_often_for_many_rows_as_for_few(
    client, officer, django_assert_num_queries, name
):
    def more():
        people.focal_point("ke")
        if name == "audit_trail":  # terms in an entry are read one by one
            return trail.record("assigned", None, officer)
        PracticeFactory(state="fr")
        return PracticePage.objects.update(first_published_at="2020-01-01T00:00Z")

    more()
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(name))
    for _each in range(3):
        more()
    with django_assert_num_queries(len(few)):
        client.get(reverse(name))

"""Tables for the record in the admin: preview with faults, nothing lost, two officers, progress."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from approvals.models import Proposal
from audit.models import AuditEntry
from commission.loads import work as loads_work
from commission.loads import writer
from commission.management.commands import work_loads
from commission.models import InterventionPage, Load, LoadArchive, LoadRow
from practices.models import PublicationEvent
from tests import people
from tests.commission import record
from tests.commission.loads import MEETING, packed, workbook
from tests.shared_rows import shared
from tests.uploads import readable

pytestmark = pytest.mark.django_db
SPEECH = "The words that were said at the meeting"


@pytest.fixture(scope="module", autouse=True)
def _meeting(django_db_setup, django_db_blocker):
    yield from shared(make_meeting, django_db_blocker)


def make_meeting():
    return record.meeting("Thematic session 2019", slug=MEETING)


@pytest.fixture
def officer():
    return signed_in(people.officer())


def signed_in(person):
    client = Client()
    client.force_login(person)
    client.person = person
    return client


def row(number, state="Kenya", files=""):
    return [f"k{number}", MEETING, state, f"Statement {number}", "We said.", files]


def sent(name, content):
    return SimpleUploadedFile(name, content)


def upload(client, *rows, files=None):
    data = {"contents": "statements", "table": sent("statements.xlsx", workbook(*rows))}
    if files:
        data["archives"] = [sent("files.zip", packed(files))]
    answer = client.post(reverse("statement_loads"), data)
    assert answer.status_code == 302, answer.content
    return Load.objects.first()


def again(client, load, **data):
    return client.post(reverse("statement_load", args=[load.pk]), data)


def shown(client, load):
    return client.get(reverse("statement_load", args=[load.pk])).content.decode()


def propose(client, load):
    address = reverse("propose_statement_load", args=[load.pk])
    return client.post(address, people.CONFIRMED)


def apply(client):
    proposal = Proposal.objects.get(kind="statements", decided_at=None)
    return client.post(reverse("apply_proposal", args=[proposal.pk]), follow=True)


def test_forty_statements_of_an_evening(officer):
    files = {f"{number}.pdf": readable.pdf(f"{SPEECH} {number}") for number in range(3)}
    rows = [row(number, files=f"{number}.pdf" if number < 3 else "") for number in range(40)]
    load = upload(officer, *rows, files=files)
    call_command("work_loads")  # where the seconds of the request were not enough
    assert "40 new entries" in shown(officer, load)
    assert not InterventionPage.objects.exists()
    propose(officer, load)
    assert "You proposed this" in apply(officer).content.decode()
    second = signed_in(people.officer())
    apply(second)
    call_command("work_loads")
    load.refresh_from_db()
    assert (load.state, load.table.name) == ("done", "")
    assert InterventionPage.objects.published().count() == 40
    assert InterventionPage.objects.get(import_key="k1").annexes.count() == 1
    events = PublicationEvent.objects.filter(page_id__in=InterventionPage.objects.values("pk"))
    assert set(events.values_list("way", flat=True)) == {"approval"}
    assert not LoadArchive.objects.exists()
    told = AuditEntry.objects.filter(action="table of the record uploaded")
    assert told.get().actor_name


def test_faults_are_told_by_row_and_the_files_stay(officer):
    files = {"a.pdf": readable.pdf(SPEECH)}
    load = upload(officer, row(1, "Atlantis", "a.pdf"), row(2, files="b.pdf"), files=files)
    page = shown(officer, load)
    assert "“Atlantis” is not a Member State." in page
    assert "The file “b.pdf” is not among the files." in page
    assert "Propose to publish" not in page
    propose(officer, load)
    assert not Proposal.objects.exists()
    more = [sent("more.zip", packed({"b.pdf": readable.pdf("Other words were said then")}))]
    corrected = sent("better.xlsx", workbook(row(1, "Kenya", "a.pdf"), row(2, files="b.pdf")))
    assert again(officer, load, table=corrected, archives=more).status_code == 302
    page = shown(officer, load)
    assert "2 new entries" in page
    assert "Propose to publish" in page
    assert [archive.name for archive in load.archives.all()] == ["files.zip", "more.zip"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("statements.pdf", b"x", "Give a table as .xlsx, .ods or .csv."),
        ("statements.csv", b"", "empty"),
    ],
)
def test_what_is_no_table_is_refused(officer, name, content, said):
    answer = officer.post(
        reverse("statement_loads"), {"contents": "statements", "table": sent(name, content)}
    )
    assert said in answer.content.decode()
    assert not Load.objects.exists()


def test_what_is_no_zip_is_refused(officer):
    data = {
        "contents": "statements",
        "table": sent("a.xlsx", workbook(row(1))),
        "archives": [sent("a.zip", b"rubbish")],
    }
    answer = officer.post(reverse("statement_loads"), data)
    assert "This is not a ZIP file that can be read." in answer.content.decode()
    assert not Load.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"rubbish", "The content is of another type"),
        ("a.csv", b"nothing,here\n1,2", "The first line must name the columns"),
        ("a.csv", b"key,meeting\n", "It has no rows."),
    ],
)
def test_a_table_that_cannot_be_read_says_why(officer, name, content, said):
    officer.post(
        reverse("statement_loads"), {"contents": "statements", "table": sent(name, content)}
    )
    assert said in shown(officer, Load.objects.get())


def test_a_changed_table_is_not_applied(officer):
    load = upload(officer, row(1))
    propose(officer, load)
    again(officer, load, table=sent("b.xlsx", workbook(row(1), row(2))))
    assert "This has changed since." in apply(signed_in(people.officer())).content.decode()
    assert not InterventionPage.objects.exists()


def test_work_goes_on_where_it_stopped(officer, monkeypatch):
    monkeypatch.setattr(loads_work.table, "AT_ONCE", 2)
    monkeypatch.setattr("commission.loads.views.SECONDS", -1)
    monkeypatch.setattr("commission.loads.kinds.SECONDS", -1)
    load = upload(officer, *map(row, range(5)))
    page = shown(officer, load)
    assert "0 of 5 rows." in page
    assert "portal/progress.js" in page

    def one_portion():
        turns = iter([True, True, False])
        monkeypatch.setattr(work_loads, "for_seconds", lambda _seconds: lambda: next(turns))
        call_command("work_loads")
        load.refresh_from_db()
        return load.looked_at

    assert [one_portion() for _turn in range(3)] == [2, 4, 5]
    propose(officer, load)
    apply(signed_in(people.officer()))
    assert InterventionPage.objects.count() == 0
    load.refresh_from_db()
    assert [one_portion() for _turn in range(3)] == [2, 4, 5]
    assert InterventionPage.objects.count() == 5
    assert load.state == "done"


def test_a_row_that_cannot_be_stored_does_not_stop_the_others(officer, monkeypatch):
    load = upload(officer, *map(row, range(3)))
    propose(officer, load)
    create = writer.Writer._create

    def failing(self, rows):
        if any(each.key == "k1" for each in rows):
            raise loads_work.DatabaseError("no")
        create(self, rows)

    monkeypatch.setattr(writer.Writer, "_create", failing)
    apply(signed_in(people.officer()))
    call_command("work_loads")
    assert set(InterventionPage.objects.values_list("import_key", flat=True)) == {"k0", "k2"}
    assert LoadRow.objects.faulty().get().key == "k1"
    assert "This row could not be stored." in shown(officer, load)


def test_officers_alone_see_tables(client, officer):
    load = upload(officer, row(1))
    address = reverse("statement_load", args=[load.pk])
    client.force_login(people.focal_point("ke"))
    assert client.get(address).status_code in (302, 403, 404)
    assert "statements.xlsx" not in client.get(address, follow=True).content.decode()


def test_an_old_table_is_deleted_with_its_files(officer):
    load = upload(officer, row(1), files={"a.pdf": readable.pdf(SPEECH)})
    kept = [load.table, load.archives.get().file]
    Load.objects.update(uploaded_at=timezone.now() - work_loads.KEPT * 2)
    call_command("work_loads")
    assert not Load.objects.exists()
    assert not any(file.storage.exists(file.name) for file in kept)


def test_a_table_is_deleted_by_hand(officer):
    load = upload(officer, row(1))
    address = reverse("delete_statement_load", args=[load.pk])
    assert "Nothing that is public is changed by it." in officer.post(address).content.decode()
    officer.post(address, people.CONFIRMED)
    assert not Load.objects.exists()


def test_an_empty_table_has_all_columns(officer):
    answer = officer.get(reverse("statement_load_template", args=["statements"]))
    assert answer.status_code == 200
    load = Load.objects
    data = {"contents": "statements", "table": sent("template.xlsx", answer.content)}
    officer.post(reverse("statement_loads"), data)
    assert load.get().fault == "It has no rows."

"""import_interventions: faults by row, all rows or none, files that are looked at, repeatable."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from commission.models import InterventionPage, Organization, Segment
from practices.models import PublicationEvent
from taxonomy.models import Challenge
from tests.commission import record
from tests.commission.loads import COLUMNS, MEETING, packed, workbook
from tests.downloads import status_of
from tests.shared_rows import shared
from tests.uploads import made, readable

pytestmark = pytest.mark.django_db
SPEECH = "The words that were said at the meeting"


@pytest.fixture(scope="module", autouse=True)
def meeting(django_db_setup, django_db_blocker):
    yield from shared(make_meeting, django_db_blocker)


def make_meeting():
    return record.meeting("Thematic session 2019", slug=MEETING)


@pytest.fixture
def load(tmp_path):
    """Imports rows with files; what the command says."""

    def load(*rows, files=None, place=None, columns=COLUMNS, **options):
        table = tmp_path / "statements.xlsx"
        table.write_bytes(workbook(*rows, columns=columns))
        if files is not None:
            options["files"] = tmp_path / "files.zip"
            options["files"].write_bytes(packed(files))
        elif place is not None:
            options["files"] = place
        said = io.StringIO()
        try:
            call_command("import_interventions", table, stdout=said, stderr=said, **options)
        except CommandError as error:
            said.write(str(error))
        return said.getvalue()

    return load


def row(key="k1", meeting=MEETING, state="Kenya", title="On prisons", text="We said.", files=""):
    return [key, meeting, state, title, text, files]


def test_statements_go_public_with_their_files(load, client):
    files = {"Kenya_speech.pdf": readable.pdf(SPEECH), "slides.pptx": readable.slides("First")}
    said = load(row(files="kenya_speech.PDF; slides.pptx"), files=files)
    assert "1 created, 0 updated, 0 unchanged" in said
    page = InterventionPage.objects.published().get()
    assert (page.state.code, page.kind, page.import_key) == ("ke", "statement", "k1")
    assert page.url == f"/meetings/{MEETING}/on-prisons/"
    assert [annex.title for annex in page.annexes.all()] == ["Kenya speech", "slides"]
    assert client.get(page.url).status_code == 200
    assert status_of(client, page.annexes.first().document.url) == 200
    assert PublicationEvent.objects.get(page_id=page.pk).way == "import"
    assert AuditEntry.objects.filter(action="file added").count() == 2


@pytest.mark.parametrize("written", ["KE", "ken", "Kenya", "كينيا", "肯尼亚", "Republic of Kenya"])
def test_a_state_is_written_in_any_way(load, written):
    load(row(state=written))
    assert InterventionPage.objects.get().state.code == "ke"


def test_all_columns_are_read(load, meeting):
    who = Organization.objects.create(
        slug="who", acronym="WHO", kind="un", label_en="World Health Organization"
    )
    segment = Segment.objects.create(page=meeting, title="Morning", day="2019-10-17", half="am")
    challenge = Challenge.objects.first()
    columns = [
        "Id", "Meeting", "Segment", "Type", "Organization", "Group", "Language", "Spoken",
        "Delivered", "Role", "Name", "Name public", "Topics", "Chapters", "Text", "Source",
    ]  # fmt: skip
    cells = [
        "k1", "Thematic session 2019", "2019-10-17 am", "presentation", "world health organization",
        "United Nations", "French", "Portuguese", "no", "Director", "A. Person", "yes",
        challenge.label_en, "1; 4", "Deux\n\nparties", "Web page",
    ]  # fmt: skip
    load(cells, columns=columns)
    page = InterventionPage.objects.get()
    assert (page.organization, page.segment, page.kind) == (who, segment, "presentation")
    assert (page.language, page.spoken, page.was_delivered) == ("fr", "other", False)
    assert page.public_speaker == "A. Person, Director"
    assert list(page.challenges.all()) == [challenge]
    assert [chapter.number for chapter in page.chapters.all()] == [1, 4]
    assert page.text == "<p>Deux</p><p>parties</p>"
    assert (page.on_behalf_of, page.source) == ("United Nations", "Web page")
    assert page.date.isoformat() == "2019-10-17"
    assert page.title == "Presentation of World Health Organization"


FAULTS = [
    (row(key=""), "line 2, key"),
    (row(meeting="nowhere"), "line 2, meeting: There is no public meeting “nowhere”."),
    (row(state="Atlantis"), "line 2, state: “Atlantis” is not a Member State."),
    (row(state=""), "line 2, state: Name the Member State or the organization"),
    (row(files="missing.pdf"), "line 2, files: The file “missing.pdf” is not among the files."),
    (row(files="program.pdf"), "line 2, files: program.pdf: "),
    (row(files="sum.exe"), "line 2, files: sum.exe: "),
    (row(title="x" * 300), "line 2, title"),
]


@pytest.mark.parametrize(("faulty", "said"), FAULTS)
def test_a_fault_is_told_by_row_and_nothing_is_imported(load, faulty, said):
    files = {"program.pdf": b"MZ", "sum.exe": b"MZ", "sound.pdf": readable.pdf(SPEECH)}
    told = load(faulty, row("k2", files="sound.pdf"), files=files)
    assert said in told
    assert "1 rows have faults; nothing was imported." in told
    assert not InterventionPage.objects.exists()


def test_a_key_stands_once(load):
    assert "line 3, key: “k1” stands in the table twice." in load(row(), row())


def test_the_same_key_updates_and_never_doubles(load):
    files = {"a.pdf": readable.pdf(SPEECH), "b.pdf": readable.pdf("Other words were said then")}
    load(row(files="a.pdf"), files=files)
    page = InterventionPage.objects.get()
    document = page.annexes.get().document
    assert "0 created, 0 updated, 1 unchanged" in load(row(files="a.pdf"), files=files)
    assert page.revisions.count() == 1
    assert "1 updated" in load(row(title="On hospitals", files="a.pdf; b.pdf"), files=files)
    page = InterventionPage.objects.get()
    assert page.title == "On hospitals"
    assert page.annexes.first().document == document
    assert page.annexes.count() == 2


def test_a_file_that_was_changed_is_an_update(load):
    load(row(files="a.pdf"), files={"a.pdf": readable.pdf(SPEECH)})
    said = load(row(files="a.pdf"), files={"a.pdf": readable.pdf("Other words were said then")})
    assert "1 updated" in said


def test_what_was_withdrawn_stays_withdrawn(load):
    load(row())
    InterventionPage.objects.get().unpublish()
    assert "was withdrawn" in load(row(title="Again"))
    assert not InterventionPage.objects.published().exists()


def test_a_dry_run_writes_nothing(load):
    assert "1 created" in load(row(), dry_run=True)
    assert not InterventionPage.objects.exists()


def test_files_in_folders_and_files_of_one_name(load):
    files = {f"{code}/speech.pdf": readable.pdf(f"{SPEECH} by {code}") for code in ("ke", "fr")}
    assert "Several files are called “speech.pdf”" in load(row(files="speech.pdf"), files=files)
    assert "1 created" in load(row(files="ke/speech.pdf"), files=files)


def test_a_file_that_no_row_names_is_told(load):
    files = {"left.pdf": readable.pdf(SPEECH), "__MACOSX/x.pdf": b"", ".DS_Store": b""}
    told = load(row(), files=files)
    assert [line for line in told.splitlines() if "no row names" in line] == [
        "note: no row names the file left.pdf"
    ]


def test_files_come_from_a_folder_as_well(load, tmp_path):
    folder, secret = tmp_path / "folder", tmp_path / "secret.pdf"
    folder.mkdir()
    secret.write_bytes(readable.pdf(SPEECH))
    (folder / "speech.pdf").write_bytes(readable.pdf(SPEECH))
    (folder / "link.pdf").symlink_to(secret)
    assert "“link.pdf” is not among the files" in load(row(files="link.pdf"), place=folder)
    assert "1 created" in load(row(files="speech.pdf"), place=folder)


@pytest.mark.parametrize("name", ["../out.pdf", "/etc/passwd", "a\\b.pdf", "c:/x.pdf"])
def test_a_zip_that_leads_out_is_refused(load, name):
    told = load(row(), files={name: b"x"})
    assert "damaged" in told
    assert not InterventionPage.objects.exists()


def test_a_bomb_is_not_unpacked(load, tmp_path, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1_000_000
    place = tmp_path / "bomb.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", b"a" * 5_000_000)
    assert "at most 976.6" in load(row(files="a.txt"), place=place)
    assert not InterventionPage.objects.exists()


def test_many_pdfs_share_a_process_and_a_hostile_one_falls_alone(load):
    files = {f"{number}.pdf": readable.pdf(SPEECH) for number in range(5)}
    files["2.pdf"] = made.pdf(made.action("JavaScript", JS="app.alert(1)"))
    files["3.pdf"] = b"%PDF-1.7\nrubbish\n%%EOF"
    told = load(*[row(f"k{number}", files=f"{number}.pdf") for number in range(5)], files=files)
    assert [line.split(",")[0] for line in told.splitlines() if ", files" in line] == [
        "line 4", "line 5",
    ]  # fmt: skip

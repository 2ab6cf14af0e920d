"""Labels of all terms as a table: out, in again, and confirmed by a second officer."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from approvals import decisions
from approvals.kinds import ProposalError
from approvals.models import Proposal
from taxonomy.label_table import COLUMNS, rows
from taxonomy.models import Chapter, MemberState, TermLabel

pytestmark = pytest.mark.django_db
HEAD = "list,key,language,label,kind,source,text_version\n"


@pytest.fixture
def officer_client(client, first):
    client.force_login(first)
    return client


def post(client, data, name="labels.csv"):
    data = data if isinstance(data, bytes) else data.encode()
    file = SimpleUploadedFile(name, data)
    return client.post("/admin/labels/import/", {"file": file}, follow=True)


def export(client, file_format):
    return client.get(f"/admin/labels.{file_format}").content


def chapter_label(language="ar", number=1):
    chapter = Chapter.objects.get(number=number)
    return TermLabel.objects.get(list="chapter", term_id=chapter.pk, language=language)


def test_the_table_has_a_row_for_each_term_and_language(officer_client):
    (sheet,) = openpyxl.load_workbook(io.BytesIO(export(officer_client, "xlsx"))).worksheets
    lines = [[cell or "" for cell in line] for line in sheet.iter_rows(values_only=True)]
    assert lines == [list(COLUMNS), *rows()]
    named = {(line[0], line[1], line[2]): line for line in lines}
    assert named["chapter", "1", "zh"][3:6] == [
        Chapter.objects.get(number=1).label_en,
        Chapter.objects.get(number=1).label_zh,
        "editorial",
    ]
    states = [line for line in lines if line[0] == "state"]
    assert len(states) == 6 * MemberState.objects.count()
    assert all(line[6].startswith("UN") for line in states)


@pytest.mark.slow
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_is_exported_comes_in_again_unchanged(officer_client, file_format):
    data = export(officer_client, file_format)
    answer = post(officer_client, data, f"labels.{file_format}")
    assert "Nothing would change." in answer.content.decode()


def test_two_officers_change_a_label(officer_client, first, second):
    words = 'chapter,1,Arabic,"خفض الطلب",official,A/RES/S-30/1,final\n'
    body = post(officer_client, HEAD + words).content.decode()
    assert "<ins>خفض الطلب</ins>" in body
    assert "<ins>A/RES/S-30/1</ins>" in body
    assert Chapter.objects.get(number=1).label_ar != "خفض الطلب"
    decisions.apply(Proposal.objects.get(), second)
    row = chapter_label()
    assert Chapter.objects.get(number=1).label_ar == row.label == "خفض الطلب"
    assert (row.kind, row.source, row.text_version) == ("official", "A/RES/S-30/1", "final")
    assert first.get_username() in row.confirmed_by
    assert second.get_username() in row.confirmed_by


def test_columns_that_a_file_lacks_stay_as_they_are(officer_client, second):
    before = chapter_label("fr")
    post(officer_client, "list,key,language,label\nchapter,1,fr,Autres mots\n")
    decisions.apply(Proposal.objects.get(), second)
    after = chapter_label("fr")
    assert (after.label, after.kind, after.source) == ("Autres mots", before.kind, before.source)


def test_an_emptied_label_is_taken_away_and_english_shown(officer_client, second, client):
    post(officer_client, "list,key,language,label\nchapter,1,fr,\n")
    decisions.apply(Proposal.objects.get(), second)
    chapter = Chapter.objects.get(number=1)
    assert chapter.label_fr == ""
    french = client.get("/fr/chapters/").content.decode()
    assert f'dir="ltr" lang="en">{chapter.label_en}' in french
    head, *lines = export(officer_client, "csv").decode().splitlines(keepends=True)
    chapters = "".join(line for line in lines if line.startswith("chapter,"))
    assert "Nothing would change." in post(officer_client, head + chapters).content.decode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "chapter,99,fr,x,,,\n", "Line 2: There is no “99” in the list “chapter”."),
        (HEAD + "chapter,1,Danish,x,,,\n", "Line 2: “Danish” is none of the six languages."),
        (HEAD + "chapter,1,fr,x,maybe,,\n", "Line 2: “maybe” is neither official nor editorial."),
        (HEAD + "chapter,1,fr,x,official,,\n", "Line 2: An official label needs its source."),
        (HEAD + "chapter,1,fr,a,,,\nchapter,1,fr,b,,,\n", "Line 3: This label stands"),
        (HEAD + "state,ke,fr,Kénia,,,\n", "Line 2: Names of States are changed in the list"),
        (HEAD + "state,ke,fr,,,,\n", "Line 2: Names of States are changed in the list"),
        (HEAD + "chapter,1,en,,,,\n", "Line 2: The English label is shown where others"),
        (HEAD + f"chapter,1,fr,{'x' * 1001},,,\n", "at most 1000 characters"),
        ("list,key,language,labels\nchapter,1,fr,x\n", "These columns are not known: labels."),
        ("list,key,language\nchapter,1,fr\n", "These columns are missing: label."),
        (HEAD, "The file holds no rows."),
        ("nonsense", "The first line must name the columns: list, key,"),
    ],
)
def test_a_fault_is_named_and_keeps_everything_out(officer_client, text, message):
    body = post(officer_client, text).content.decode()
    assert message in body
    assert not Proposal.objects.exists()


def test_other_files_are_refused(officer_client):
    assert "Give a .csv or an .xlsx file." in post(officer_client, b"x", "a.pdf").content.decode()


def test_what_changed_meanwhile_is_proposed_again(officer_client, second):
    post(officer_client, "list,key,language,label\nchapter,1,fr,Autres mots\n")
    row = chapter_label("fr")
    row.label = "Changed meanwhile"
    row.save()
    with pytest.raises(ProposalError, match="changed since"):
        decisions.apply(Proposal.objects.get(), second)


def test_the_source_of_a_name_of_a_state_is_shown_and_may_be_changed(officer_client, second):
    body = officer_client.get("/admin/snippets/taxonomy/termlabel/?q=Кения").content.decode()
    assert "UNTERM, short names" in body
    post(officer_client, HEAD + "state,ke,es,Kenya,official,A/INF/77/1,2026\n")
    decisions.apply(Proposal.objects.get(), second)
    kenya = MemberState.objects.get(code="ke")
    row = TermLabel.objects.get(list="state", term_id=kenya.pk, language="es")
    assert (row.label, row.source) == ("Kenya", "A/INF/77/1")


def test_visitors_and_focal_points_get_no_table(client):
    assert client.get("/admin/labels.csv").status_code == 302
    assert client.get("/admin/labels/import/").status_code == 302

"""import_practices: three formats, all rows or none, faults by line and column, safe to repeat."""

import csv
import itertools
import json
from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from practices.models import ContributionPage, PracticePage, StatePage, StrategyPage
from submission.importer.columns import items, numbers
from submission.importer.forms import SUMMARY_MAX_LENGTH
from taxonomy import state_names as states

pytestmark = pytest.mark.django_db

ROW = {
    "id": "r1",
    "type": "practice",
    "title": "Needle exchange in two towns",
    "state": "KEN",
    "language": "en",
    "start_year": 2019,
    "chapters": "1; 4",
    "challenges": "hiv-hcv",
    "recommendations": "1(o)",
    "description": "First paragraph.\n\n- one\n- two <script>alert(1)</script>",
    "links": "https://example.org/report",
    "evaluation_available": "yes",
}
PLAN = {"id": "s1", "type": "strategy", "kind": "law", "title": "Drug law", "state": "Kenya"}
PLAN |= {"language": "en"}


def write_jsonl(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def write_csv(path, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=[*ROW, "kind"])
        writer.writeheader()
        writer.writerows(rows)


def write_xlsx(path, rows):
    book = Workbook()
    columns = [*ROW, "kind"]
    book.active.append(columns)
    for row in rows:
        book.active.append([row.get(column) for column in columns])
    book.save(path)


WRITERS = {"jsonl": write_jsonl, "csv": write_csv, "xlsx": write_xlsx}


def run(path, *options):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_practices", str(path), *options, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("ending", WRITERS)
def test_each_format_makes_the_same_pages(tmp_path, ending):
    path = tmp_path / f"rows.{ending}"
    WRITERS[ending](path, [ROW, PLAN])
    out, _err = run(path)
    assert "2 created" in out
    page = PracticePage.objects.published().get(import_key="r1")
    assert page.state.code == "ke"
    assert [chapter.number for chapter in page.chapters.all()] == [1, 4]
    assert [term.key for term in page.recommendations.all()] == ["s30-1-o"]
    assert page.evaluation_available
    assert [link.url for link in page.links.all()] == ["https://example.org/report"]
    assert "<ul><li>one</li>" in page.description
    assert "<script" not in page.description
    assert page.latest_revision is not None
    assert StrategyPage.objects.get(import_key="s1").kind == "law"


def test_repeating_changes_nothing_and_a_changed_row_updates(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW])
    run(path)
    first = PracticePage.objects.get(import_key="r1")
    assert "1 unchanged" in run(path)[0]
    write_jsonl(path, [ROW | {"title": "Another title", "state": "FRA"}])
    assert "1 updated" in run(path)[0]
    again = PracticePage.objects.get(import_key="r1")
    assert (again.pk, again.title, again.state.code) == (first.pk, "Another title", "fr")
    assert again.get_parent().slug == "fr"


def test_a_fault_is_told_by_line_and_column_and_nothing_is_kept(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW, ROW | {"id": "r2", "state": "Atlantis", "chapters": "1;99"}])
    _out, err = run(path)
    assert "line 2, state: “Atlantis” is not a Member State." in err
    assert "line 2, chapters: Unknown: “99”." in err
    assert "nothing was imported" in err
    assert not ContributionPage.objects.filter(import_key="r1").exists()


def test_dry_run_writes_nothing(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW])
    assert "1 created" in run(path, "--dry-run")[0]
    assert not ContributionPage.objects.filter(import_key="r1").exists()


FAULTS = [
    ({"title": ""}, "title:"),
    ({"id": ""}, "id:"),
    ({"type": "poem"}, "type: Write practice or strategy."),
    ({"start_year": "soon"}, "start_year:"),
    ({"start_year": 2020, "end_year": 2010}, "end_year: The last year is before"),
    ({"language": "tlh"}, "language:"),
    ({"links": "javascript:alert(1)"}, "links:"),
    ({"cites": "E/CN.7/2020/6"}, "cites: “E/CN.7/2020/6”: place:"),
    ({"cites": "the report"}, "place: Write the number of the question."),
    ({"cites": '{"kind": "poem", "place": "1"}'}, "cites: “{"),
    ({"cites": '{"place": "41"'}, "place: This field cannot be blank."),
    ({"cites": '{"place": "41", "year": 1e999}'}, "year:"),
    ({"contact_email": "nobody"}, "contact_email:"),
    ({"evaluation_available": "perhaps"}, "evaluation_available: Write yes or no."),
    ({"recommendations": "9.z"}, "recommendations: Unknown:"),
]


@pytest.mark.asvs("2.2.1", "2.2.2")
def test_each_fault_has_a_plain_message(tmp_path):
    path = tmp_path / "rows.jsonl"
    changes = [change for change, _message in FAULTS]
    write_jsonl(path, [ROW | {"id": f"r{n}"} | change for n, change in enumerate(changes)])
    told = run(path)[1].splitlines()
    for number, (_change, message) in enumerate(FAULTS, start=1):
        of_line = [line for line in told if line.startswith(f"line {number}, ")]
        assert any(message in line for line in of_line), (message, of_line)


def test_the_same_id_twice_is_a_fault(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW, ROW])
    assert "line 2, id: “r1” stands already on line 1." in run(path)[1]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "Give a .csv, .xlsx, .ods or .jsonl file."),
        ("a.csv", b"id,title\n\xff\xfe,x", "The file is not UTF-8 text"),
        ("a.xlsx", b"not a zip", "of another type than the name says"),
        ("a.jsonl", b"{oops", "line 1, row: This line is not JSON"),
        ("a.jsonl", b"[1, 2]", "line 1, row: This line is not a JSON object."),
        ("a.jsonl", b"[" * 100_000, "line 1, row: This line is not JSON"),
    ],
)
def test_an_unreadable_file_has_a_plain_message(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    assert message in run(path)[1]


def test_a_missing_file_has_a_plain_message(tmp_path):
    assert "There is no file" in run(tmp_path / "none.csv")[1]


def test_columns_of_other_catalogues_are_understood(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = {
        "id": "n1",
        "title": "T" * 300,
        "country": None,
        "agency": "Agency",
        "year": None,
        "text": "Body zorga",
        "source_url": "https://example.org/x",
    }
    write_jsonl(path, [row])
    out, err = run(path)
    assert "1 created" in out
    assert "no State given" in err
    page = PracticePage.objects.get(import_key="n1")
    assert page.url == f"/practices/international/{page.slug}/"
    assert len(page.title) == 255
    assert page.summary == "T" * 300
    assert page.institution == "Agency"


def test_two_rows_of_one_title_get_two_addresses(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW, ROW | {"id": "r2"}])
    run(path)
    slugs = PracticePage.objects.values_list("slug", flat=True)
    assert set(slugs) == {"needle-exchange-in-two-towns", "needle-exchange-in-two-towns-2"}


def test_a_later_strategy_supersedes_an_earlier_row(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [PLAN, PLAN | {"id": "s2", "supersedes": "s1"}])
    run(path)
    later = StrategyPage.objects.get(import_key="s2")
    assert later.public_supersedes.import_key == "s1"
    assert later.public_supersedes.public_superseded_by == later


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NRU", "nr"),
        ("nr", "nr"),
        ("Nauru", "nr"),
        ("Turkey", "tr"),
        ("TÜRKIYE", "tr"),
        ("USA", "us"),
        ("United States", "us"),
        ("Кения", "ke"),
        ("كينيا", "ke"),
        ("肯尼亚", "ke"),
        ("États-Unis d’Amérique", "us"),
        ("etats-unis d'amerique", "us"),
        ("Iran", "ir"),
        ("Irán", "ir"),
        ("Cote d'Ivoire", "ci"),
        ("The Gambia", "gm"),
        ("Democratic Republic of the Congo", "cd"),
        ("Congo", "cg"),
    ],
)
def test_a_state_is_known_by_what_people_write(written, code):
    assert states.find(written).code == code


@pytest.mark.parametrize("written", ["Atlantis", "Korea", "", "XX", "---", "Kosovo"])
def test_what_names_no_state_or_several_is_not_guessed(written):
    assert states.find(written) is None


def test_a_day_in_a_workbook_is_a_day(tmp_path):
    path = tmp_path / "rows.xlsx"
    book = Workbook()
    columns = ["id", "type", "title", "state", "language", "adopted_on", "first_published"]
    book.active.append(columns)
    days = [datetime(2021, 5, 4), datetime(2022, 1, 10, 9, 30)]
    book.active.append(["s9", "strategy", "Plan", "Kenya", "en", *days])
    book.save(path)
    _out, err = run(path)
    page = StrategyPage.objects.get(import_key="s9")
    assert (page.adopted_on, page.first_published_at.minute) == (date(2021, 5, 4), 30)
    assert err == ""


def test_a_column_nobody_reads_is_told_once(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW | {"colour": "red"}, ROW | {"id": "r2", "colour": "blue"}])
    _out, err = run(path)
    assert err.count("column “colour” is not known; left out") == 1


def test_a_summary_longer_than_the_forms_is_refused(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW | {"summary": "x" * (SUMMARY_MAX_LENGTH + 1)}])
    assert "line 1, summary:" in run(path)[1]
    write_jsonl(path, [ROW | {"title": "T" * 300, "summary": "x" * (SUMMARY_MAX_LENGTH - 100)}])
    assert "line 1, title: Too long" in run(path)[1]


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_state_without_a_page_is_told_in_words(tmp_path, options):
    StatePage.objects.get(slug="ke").delete()
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW])
    assert "line 1, state: “Kenya” has no page yet" in run(path, *options)[1]


def test_a_dry_run_knows_rows_before_and_writes_nothing(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [PLAN, PLAN | {"id": "s2", "supersedes": "s1"}])
    with CaptureQueriesContext(connection) as queries:
        assert "2 created" in run(path, "--dry-run")[0]
    wrote = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert wrote == []
    write_jsonl(path, [PLAN | {"id": "s2", "supersedes": "s1"}])
    assert "No strategy “s1”" in run(path, "--dry-run")[1]


def test_what_a_state_has_withdrawn_is_not_made_public_again(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW])
    run(path)
    page = PracticePage.objects.get()
    page.unpublish()
    write_jsonl(path, [ROW | {"summary": "Changed."}])
    for options in ([], ["--dry-run"]):
        assert "line 1, id: “" in (message := run(path, *options)[1])
        assert "was withdrawn" in message
    assert not PracticePage.objects.get().live


@pytest.mark.parametrize(
    ("written", "numbers"),
    [("1, 4", [1, 4]), ("4.0", [4]), ("١;٤", [1, 4]), ("1、4", [1, 4])],
)
def test_chapters_as_people_and_spreadsheets_write_numbers(tmp_path, written, numbers):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW | {"chapters": written}])
    _out, err = run(path)
    page = PracticePage.objects.get(import_key="r1")
    assert ([chapter.number for chapter in page.chapters.all()], err) == (numbers, "")


def test_yes_and_languages_as_people_write_them(tmp_path):
    codes = {
        "FR": "fr", "fr-CA": "fr", "Français": "fr", "French": "fr", "русский": "ru",
        "العربية": "ar", "中文": "zh", "Chinese": "zh", "castellano": "es",
    }  # fmt: skip
    yes = itertools.cycle(["VRAI", "oui", "Sí", "ИСТИНА", "да", "是", "نعم"])
    path = tmp_path / "rows.jsonl"
    write_jsonl(
        path,
        [
            ROW | {"id": written, "language": written, "evaluation_available": next(yes)}
            for written in codes
        ],
    )
    assert "not one of the six languages" not in run(path)[1]
    pages = PracticePage.objects.filter(import_key__in=codes)
    assert {page.import_key: page.language for page in pages} == codes
    assert all(page.evaluation_available for page in pages)


def test_no_language_is_guessed_from_half_of_its_name(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW | {"language": "анг"}])
    assert "not one of the six languages" in run(path)[1]
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize(
    ("title", "code", "name"),
    [("وقاية الشباب", "ar", "Arabic"), ("Профилактика HIV", "ru", "Russian"),
     ("青年预防", "zh", "Chinese"), ("Prevention", "en", "English")],
)  # fmt: skip
def test_without_a_language_the_letters_decide_and_it_is_said(tmp_path, title, code, name):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [{"id": "r1", "type": "practice", "title": title, "state": "ke"}])
    out, err = run(path)
    assert PracticePage.objects.get(import_key="r1").language == code
    assert f"no language given: filed as {name}" in out + err


FRENCH = "Des équipes mobiles visitent six marchés par semaine et reçoivent neuf cents personnes."


def test_a_text_in_another_language_than_its_row_says_is_pointed_out(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW | {"summary": FRENCH, "description": FRENCH}])
    out, err = run(path)
    assert PracticePage.objects.get(import_key=ROW["id"]).language == "en"
    assert "filed as English, but the text seems to be in another: French" in out + err


@pytest.mark.parametrize("separator", [";", "؛", "；", "|", "\n"])
def test_several_items_between_the_separators_of_each_script(separator):
    assert items(f"a{separator} b") == ["a", "b"]


@pytest.mark.parametrize("cell", ["1, 4", "١، ٤", "１，４", "1、4"])
def test_numbers_in_the_digits_of_each_script(cell):
    assert numbers(cell) == ["1", "4"]


def test_the_label_of_a_kind_is_as_good_as_its_code(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [PLAN | {"kind": str(StrategyPage.Kind.ACTION_PLAN.label)}])
    run(path)
    assert StrategyPage.objects.get(import_key="s1").kind == "action_plan"
    write_jsonl(path, [PLAN | {"kind": "poem"}])
    assert "“poem” is none of: strategy, action_plan and law" in run(path)[1]


def test_rows_are_read_and_written_together(tmp_path):
    """Nothing is asked for each; SQLite takes so many values in one statement."""
    counts = []
    for number in (5, 25):
        path = tmp_path / f"{number}.jsonl"
        write_jsonl(path, [ROW | {"id": f"{number}-{row}"} for row in range(number)])
        with CaptureQueriesContext(connection) as queries:
            assert f"{number} created" in run(path)[0]
        counts.append(len(queries))
    assert counts[1] < counts[0] + 5


def test_an_address_is_given_once_also_to_what_moves_in(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [ROW | {"state": "FRA"}])
    run(path)
    write_jsonl(path, [ROW | {"id": "r2"}, ROW, ROW | {"id": "r3"}])
    assert "2 created, 1 updated" in run(path)[0]
    slugs = StatePage.objects.get(slug="ke").get_children().values_list("slug", flat=True)
    assert set(slugs) == {f"needle-exchange-in-two-towns{end}" for end in ("", "-2", "-3")}


def test_a_strategy_of_another_state_that_is_no_longer_public_is_a_fault_of_the_row(tmp_path):
    path = tmp_path / "rows.jsonl"
    write_jsonl(path, [PLAN])
    run(path)
    StrategyPage.objects.get().unpublish()
    write_jsonl(path, [PLAN | {"id": "s2", "state": "fr", "supersedes": "s1"}])
    assert "line 1, supersedes: Choose a strategy of the same State." in run(path)[1]


def test_a_character_that_no_database_takes_is_left_out_or_told(tmp_path):
    """On PostgreSQL, which refuses even to look for it."""
    path = tmp_path / "rows.jsonl"
    for column in (*ROW, "supersedes"):
        write_jsonl(path, [ROW | {column: f"{ROW.get(column, '')}\0"}])
        out, err = run(path)
        assert out.startswith("Done") or f"line 1, {column}: " in err, (column, out, err)

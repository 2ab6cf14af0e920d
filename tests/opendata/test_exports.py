"""Files to take along: read back they are the same, and no spreadsheet runs anything in them."""

import csv
import gc
import io
import json
import re
import tracemalloc

import pytest
from openpyxl import load_workbook

from common.sanitise import text_to_html
from common.spreadsheets import write_ods, write_xlsx
from common.spreadsheets.formulas import DANGEROUS, original, safe
from opendata.exports import tables
from opendata.exports.references import bibtex_parts, ris_parts
from opendata.exports.tables import jsonl_parts
from opendata.texts import html_to_text
from practices.models import ContributionPage, Link, StrategyPage
from submission.importer.readers import read
from submission.importer.run import run
from taxonomy.models import Chapter
from tests.factories import PracticeFactory, StrategyFactory
from tests.shared_rows import shared

pytestmark = pytest.mark.django_db
NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''=1", "＝1", "'plain", "plain"]


def all_ids():
    return list(ContributionPage.objects.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("text", NASTY)
def test_a_cell_is_text_and_reads_back_unchanged(text):
    assert not safe(text).startswith(DANGEROUS)
    assert original(safe(text)) == text


@pytest.mark.parametrize(
    "text", ["One.\n\nTwo.", "- a\n- b", "Head.\n\n- a\n- b\n\nTail <&> “q”.", ""]
)
def test_rich_text_reads_back_unchanged(text):
    html = text_to_html(text)
    assert text_to_html(html_to_text(html)) == html


def make_corpus():
    chapters = list(Chapter.objects.filter(number__in=(1, 4)))
    for number, text in enumerate(NASTY):
        PracticeFactory(
            title=f"{text} title".strip(),
            institution=text.strip(),
            summary="Line one.\nLine two.",
            description=f"<p>A {number}</p><ul><li>x</li><li>=y</li></ul>",
            evaluation_available=bool(number % 2),
            start_year=2010 + number,
            terms={
                "chapters": chapters,
                "links": [Link(title="More; or less", url="https://example.org/?a=1&b=2")],
            },
        )
    older = StrategyFactory(title="Older", kind="law", import_key="z-older")
    StrategyFactory(title="Newer", supersedes=StrategyPage.objects.get(pk=older.pk))
    return all_ids()


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """Numbers of the pages."""
    yield from shared(make_corpus, django_db_blocker)


def written(path, ids):
    if path.suffix in (".xlsx", ".ods"):
        write = write_xlsx if path.suffix == ".xlsx" else write_ods
        with tables.workbook_file(ids, write) as file:
            path.write_bytes(file.read())
    else:
        parts = tables.csv_parts if path.suffix == ".csv" else tables.jsonl_parts
        path.write_text("".join(parts(ids)), encoding="utf-8", newline="")
    return path


def rows(ids):
    """Without the addresses, which are new for pages that are made anew."""
    kept = [
        {name: value for name, value in row.items() if name not in ("identifier", "url")}
        for row in tables.rows_of(ids)
    ]
    return sorted(kept, key=lambda row: row["id"])


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "jsonl"])
def test_an_import_of_an_export_is_the_same_again(corpus, tmp_path, ending):
    ids = list(reversed(corpus))  # the newer strategy before the one it supersedes
    before = rows(ids)
    path = written(tmp_path / f"all.{ending}", ids)
    ContributionPage.objects.all().delete()
    report = run(read(path))
    assert report.errors == []
    assert not report.unknown
    assert report.counts["created"] == len(before) == len(NASTY) + 2
    assert rows(all_ids()) == before


def test_no_cell_of_a_spreadsheet_is_a_formula(corpus, tmp_path):
    path = written(tmp_path / "all.xlsx", corpus)
    cells = [cell for row in load_workbook(path).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert "=1+1" in {cell.value for cell in cells}  # as it is, without an apostrophe
    text = "".join(tables.csv_parts(corpus))
    values = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(value.startswith("'=") for value in values)
    assert not any(value.startswith(DANGEROUS) for value in values)


def test_references_keep_their_form_whatever_a_title_holds():
    page = PracticeFactory(title="50 % of {all} \\ & ER  - \r\nTY  - x", summary="a\n\nER  - \nb")
    ris = "".join(ris_parts([page.pk]))
    assert len(re.findall(r"^TY  - ", ris, re.MULTILINE)) == 1
    assert len(re.findall(r"^ER  - ", ris, re.MULTILINE)) == 1
    bibtex = "".join(bibtex_parts([page.pk]))
    bare = re.sub(r"\\[{}]", "", bibtex)
    assert bare.count("{") == bare.count("}")
    assert r"50 \% of \{all\}" in bibtex


def test_a_form_we_do_not_have(client):
    assert client.get("/search/export.pdf").status_code == 404


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_rows(monkeypatch):
    monkeypatch.setattr("opendata.reading.BATCH", 10)
    long = f"<p>{'long text ' * 300}</p>"
    ids = [PracticeFactory(description=long).pk for _number in range(10)]

    def peak(ids):
        gc.collect()
        tracemalloc.start()
        for number, _part in enumerate(tables.jsonl_parts(ids)):
            if number % 10 == 0:
                gc.collect()  # what waits for its collection is no growth
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    list(tables.jsonl_parts(ids))  # what is loaded once stays out of the comparison
    assert peak(ids * 6) < 2 * peak(ids * 2)


def test_the_dump_has_sums_that_agree_and_terms_of_reuse(client, settings, tmp_path, corpus):
    from django.core.management import call_command

    from opendata import dump

    settings.OPEN_DATA_DIR = tmp_path
    call_command("dump_open_data", verbosity=0)
    current = tmp_path / "current"
    lines = (current / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == len(dump.FILES) - 1
    for line in lines:
        total, name = line.split("  ")
        assert dump.sha256(current / name) == total
    assert "named the terms of reuse" in (current / "LICENCE.txt").read_text()
    rows = [json.loads(line) for line in (current / "contributions.jsonl").read_text().splitlines()]
    assert len(rows) == len(corpus)
    first = current.resolve()
    call_command("dump_open_data", "--if-needed")
    assert current.resolve() == first


@pytest.mark.django_db
def test_readers_of_a_table_find_addresses_labels_and_the_sample_mark():
    chapter = Chapter.objects.get(number=4)
    page = PracticeFactory(state="ke", is_sample=True, terms={"chapters": [chapter]})
    (values,) = (json.loads(line) for line in jsonl_parts([page.pk]))
    assert values["identifier"] == f"http://localhost:8000/id/{page.pk}/"
    assert values["url"] == f"http://localhost:8000/practices/ke/{page.slug}/"
    assert values["sample"] is True
    assert values["state_name"] == "Kenya"
    assert values["chapters"] == [4]
    assert values["chapters_labels"] == [chapter.label]

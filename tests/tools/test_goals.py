"""`python -m tools.bench goals`: every row stands in the table, and its figures are right."""

import itertools
from collections import Counter

import pytest

from tools.bench import figures, report
from tools.bench.figures import Figure, at_most
from tools.bench.goals import datasette_rows, imports, queries, rows, throughput

GOALS = "Goals of speed and memory"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "STORE", tmp_path / "figures.json")


@pytest.fixture
def results(tmp_path, monkeypatch):
    path = tmp_path / "RESULTS.md"
    path.write_text(
        "# Measurements\n\nA machine.\n\n## Growth\n\nold\n\n## Remarks\n\n- By hand.\n"
    )
    monkeypatch.setattr(report, "RESULTS", path)
    return path


def lines_of(table):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]


@pytest.mark.usefixtures("store")
def test_a_row_that_was_never_measured_says_so():
    figures.keep(f"{GOALS}: memory", [at_most("memory", 0.5, 0.55, "a note")])
    found = {line[0]: line[1:] for line in lines_of(rows.section()) if len(line) == 6}
    assert found["memory"][:4] == ["0.50×", "≤ 0.55×", "reached", "a note"]
    assert found["memory"][4].startswith("20")
    assert found["start"] == ["not measured", "", "", "", ""]


@pytest.mark.usefixtures("store")
def test_the_table_keeps_the_order_of_the_rows():
    for name in reversed(rows.ROWS):
        figures.keep(f"{GOALS}: {name}", [Figure(name, "1")])
    assert [figure.what for figure in rows.all_figures()] == list(rows.ROWS)


@pytest.mark.usefixtures("store")
def test_a_row_that_fails_leaves_its_last_figures_and_the_others_are_measured(
    results, monkeypatch, capsys
):
    def fail():
        raise RuntimeError("no server")

    made = {"a": rows.Row(fail), "b": rows.Row(lambda: [at_most("b", 3, 2)])}
    monkeypatch.setattr(rows, "ROWS", made)
    monkeypatch.setattr(rows, "call_command", lambda *_names, **_options: None)
    figures.keep(f"{GOALS}: a", [Figure("a", "7")])
    with pytest.raises(SystemExit, match="Not measured: a"):
        rows.main([])
    text = results.read_text()
    cells = [line[:4] for line in lines_of(text)]
    assert ["a", "7", "", ""] in cells
    assert ["b", "3.00×", "≤ 2×", "missed"] in cells
    assert "no server" in capsys.readouterr().err


def test_a_section_takes_the_place_of_its_last_one_and_a_new_one_stands_before_the_remarks(results):
    report.write({"Growth": "new\n", "Alerts": "10\n"})
    assert results.read_text() == (
        "# Measurements\n\nA machine.\n\n## Growth\n\nnew\n\n## Alerts\n\n10\n\n"
        "## Remarks\n\n- By hand.\n"
    )


def test_searches_by_zipfs_law_are_asked_as_often_as_their_rank_says():
    drawn = Counter(itertools.islice(throughput.drawn(list(range(500))), 50_000))
    assert drawn[0] / drawn[9] == pytest.approx(10, rel=0.25)
    assert len(drawn) > 450


def test_the_journeys_that_are_counted_are_tests_that_exist():
    for test in queries.TESTS:
        path, _mark, name = test.partition("::")
        assert f"def {name}(" in (report.ROOT / path).read_text()


def test_imports_are_compared_by_rows_a_second(monkeypatch):
    seconds = {("old", 1): 4, ("old", 500): 104, ("new", 1): 4, ("new", 500): 10, ("new", 3000): 34}
    monkeypatch.setattr(imports, "builds_of", lambda: ("old", "new"))
    monkeypatch.setattr(imports, "file_of", lambda size: size)
    monkeypatch.setattr(
        imports, "cost", lambda build, size: (seconds[build, size], 200 + size // 100)
    )
    faster, flat = imports.imports()
    assert (faster.value, faster.reached) == ("20.03×", True)
    assert (flat.value, flat.reached) == ("1.12×", False)


@pytest.mark.django_db
def test_datasette_is_given_the_texts_and_facets_of_the_practices(tmp_path, monkeypatch):
    import sqlite3

    from taxonomy.models import Chapter
    from tests.factories import PracticeFactory

    monkeypatch.setattr(datasette_rows, "FOLDER", tmp_path)
    chapters = list(Chapter.objects.filter(number__in=(1, 4)))
    page = PracticeFactory(description="<p>Naloxone</p>", terms={"chapters": chapters})
    datasette_rows.write(1)
    found = sqlite3.connect(datasette_rows.path(1)).execute(
        "SELECT practices.id, chapter FROM texts JOIN practices ON practices.id = texts.rowid"
        " WHERE texts MATCH 'naloxone'"
    )
    assert found.fetchall() == [(page.pk, '["1", "4"]')]
    kinds = {name: kind for kind, name in datasette_rows.facets(1)}
    assert (kinds["chapter"], kinds["state"]) == ("_facet_array", "_facet")

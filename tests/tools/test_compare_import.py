"""The comparison of imports: its rows are fit to be imported, and its figures are rows a second."""

from io import StringIO

import pytest
from django.core.management import call_command

from tools.bench import compare_import, import_rows


@pytest.mark.django_db
def test_the_rows_are_fit_to_be_imported_and_always_the_same(tmp_path):
    paths = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    for path in paths:
        import_rows.write(path, 30)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    said = StringIO()
    call_command("import_practices", str(paths[0]), "--dry-run", stdout=said)
    assert "30 created" in said.getvalue()


def test_what_one_row_alone_costs_is_taken_off():
    costs = {compare_import.FEW: (4.0, 150), 501: (14.0, 180)}
    assert compare_import.rate(costs, 501) == (50.0, 180)


def test_the_figure_names_both_builds():
    figure = compare_import._figure(500, (6.0, 180), (90.0, 220))
    assert (figure.value, figure.reached) == ("15.00×", True)
    assert figure.note == "6.0 → 90.0 rows/s; 180 → 220 MiB at the most"

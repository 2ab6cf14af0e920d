"""The tables of proofs follow the marks on tests; every setting is described."""

import re
from pathlib import Path

import pytest

from tools import tables

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", tables.TABLES)
def test_the_table_is_what_the_marks_on_tests_say(name):
    assert tables.committed(name).read_text() == tables.TABLES[name](), "make docs"


def test_every_row_has_its_proof_and_every_mark_its_row():
    assert tables.without_proof() == []


def test_every_row_of_the_list_of_faults_has_its_line():
    assert [row["number"] for row in tables.source("faults")["row"]] == list(range(1, 46))


def test_a_row_without_a_test_and_a_mark_without_a_row_are_found(monkeypatch):
    monkeypatch.setattr(tables, "proofs", lambda kind: {"99": ["tests/test_docs.py::test_x"]})
    found = tables.without_proof()
    assert {"fault 4", "fault 99", "asvs 1.2.2", "asvs 99"} <= set(found)
    assert "fault 9" not in found  # a script proves it


def names_in(path: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, path.read_text(), re.M))


def described() -> set[str]:
    """Every variable of the table in docs/operating.md."""
    table = (ROOT / "docs" / "operating.md").read_text()
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", table, re.M)
    return {name for row in rows for name in re.findall(r"[A-Z_]+", row)}


def test_every_variable_that_is_described_is_read_and_every_one_read_is_described():
    example = names_in(ROOT / ".env.example", r"^#? ?([A-Z_]+)=")
    read = names_in(ROOT / "tools" / "run.sh", r"\$\{?([A-Z_]+)")
    for path in (ROOT / "portal" / "settings").glob("*.py"):
        read |= names_in(path, r"""env(?:\.\w+)?\(\s*"([A-Z_]+)""")
    read |= names_in(ROOT / "gunicorn.conf.py", r"""environ\.get\(\s*"([A-Z_]+)""")
    of_compose = names_in(ROOT / "docker-compose.yml", r"\$\{([A-Z_]+)")
    assert described() <= read
    assert example <= read | of_compose
    assert read - {"PATH", "TEST_CACHE_DIR"} <= described() | example

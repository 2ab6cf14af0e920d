"""The tables of proofs name tests that exist, and leave no row out."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("name", ["asvs.md", "faults.md"])
def test_every_test_that_is_named_exists(name):
    named = NAMED.findall((ROOT / "docs" / name).read_text())
    assert named
    missing = [
        f"{path}::{test}"
        for path, test in named
        if not (ROOT / path).exists() or f"def {test}(" not in (ROOT / path).read_text()
    ]
    assert missing == []


def test_every_row_of_the_list_of_faults_has_its_line():
    rows = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "faults.md").read_text(), re.M)
    assert [int(row) for row in rows] == list(range(1, 46))


def names_in(path: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, path.read_text(), re.M))


def test_every_variable_that_is_described_is_read_and_every_one_read_is_described():
    table = (ROOT / "docs" / "operating.md").read_text()
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \|", table, re.M)
    described = {name for row in rows for name in re.findall(r"[A-Z_]+", row)}
    example = names_in(ROOT / ".env.example", r"^#? ?([A-Z_]+)=")
    read = names_in(ROOT / "tools" / "run.sh", r"\$\{?([A-Z_]+)")
    for path in (ROOT / "portal" / "settings").glob("*.py"):
        read |= names_in(path, r"""env(?:\.\w+)?\(\s*"([A-Z_]+)""")
    of_compose = names_in(ROOT / "docker-compose.yml", r"\$\{([A-Z_]+)")
    assert described <= read
    assert example <= read | of_compose
    assert read - {"PATH", "TEST_CACHE_DIR"} <= described | example

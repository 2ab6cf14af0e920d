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


def test_every_setting_of_the_runbook_and_the_example_is_read_by_the_settings():
    text = (ROOT / "portal" / "settings" / "base.py").read_text()
    for name in ("METRICS_TOKEN", "TRUSTED_PROXIES", "SESSION_IDLE_MINUTES", "SECURITY_CONTACT"):
        assert f'"{name}"' in text
        assert name in (ROOT / "README.md").read_text()

"""What is installed is what was locked; `make audit` fails for holes, not for lack of network."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(sys.executable).parent
PINS = {f"requirements{which}.txt": f"requirements{which}.lock" for which in ("", "-dev", "-uv")}


def pins(name):
    """{package: version}, names as pip compares them."""
    found = re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", (ROOT / name).read_text(), re.M)
    return {re.sub(r"[._]", "-", package).lower(): version for package, version in found}


@pytest.mark.parametrize("name", PINS)
def test_the_lock_holds_every_pin(name):
    wanted, locked = pins(name), pins(PINS[name])
    assert wanted
    assert wanted.items() <= locked.items(), "run `make lock`"


@pytest.mark.fault(30)
@pytest.mark.parametrize("name", PINS.values())
def test_every_locked_package_has_a_hash(name):
    packages = re.split(r"\n(?=[\w-]+)", (ROOT / name).read_text())
    assert [text[:40] for text in packages if "==" in text and "--hash=sha256:" not in text] == []


def test_development_runs_on_what_production_runs_on():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


NO_NETWORK = "echo 'ConnectionError: no such host'; exit 1"
NOTHING_KNOWN = "echo 'django Dependency not found on PyPI and could not be audited'; exit 0"
CLEAN = "echo 'No known vulnerabilities found'; exit 0"
HOLE = "echo 'Found 1 known vulnerability in 1 package'; exit 1"


def audit(tmp_path, pip_audit, bandit="exit 0", hook="exit 0", licences="exit 0"):
    bodies = {"pip-audit": pip_audit, "bandit": bandit, "detect-secrets-hook": hook}
    bodies["pip-licenses"] = licences
    for name, body in (bodies | {"cyclonedx-py": "exit 0"}).items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    return subprocess.run(
        ["tools/audit.sh"],  # noqa: S607
        env=os.environ | {"BIN": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("answer", [NO_NETWORK, NOTHING_KNOWN])
def test_what_could_not_be_asked_is_said_and_does_not_fail(tmp_path, answer):
    done = audit(tmp_path, answer)
    assert done.returncode == 0
    assert "NOT checked" in done.stderr


@pytest.mark.asvs("15.2.1")
def test_a_hole_fails(tmp_path):
    assert audit(tmp_path, HOLE).returncode == 1


def test_risky_code_fails(tmp_path):
    assert audit(tmp_path, CLEAN, bandit="exit 1").returncode == 1


def test_a_licence_that_is_not_on_the_list_fails(tmp_path):
    assert audit(tmp_path, CLEAN, licences="exit 1").returncode != 0


def test_all_is_well(tmp_path):
    done = audit(tmp_path, CLEAN)
    assert done.returncode == 0
    assert "no known holes" in done.stdout
    assert "NOT checked" not in done.stderr


def test_a_secret_fails_and_known_ones_that_moved_do_not(tmp_path):
    assert audit(tmp_path, CLEAN, hook="exit 1").returncode != 0
    assert audit(tmp_path, CLEAN, hook="exit 3").returncode == 0


@pytest.mark.fault(30)
def test_a_key_left_in_a_file_is_found(tmp_path):
    left = tmp_path / "settings.py"
    left.write_text('AWS = "AKIA' + "QWERTYUIOPASDFGH" + '"\n')
    command = [PROGRAMS / "detect-secrets-hook", "--baseline", ".secrets.baseline", left]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 1  # noqa: S603


@pytest.mark.fault(30)
@pytest.mark.nightly
def test_the_list_of_parts_names_every_package(tmp_path):
    command = [PROGRAMS / "cyclonedx-py", "requirements", "requirements.lock", "-o"]
    subprocess.run([*command, tmp_path / "parts.json"], cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    parts = json.loads((tmp_path / "parts.json").read_text())["components"]
    assert {part["name"].lower(): part["version"] for part in parts} == pins("requirements.lock")

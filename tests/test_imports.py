"""The direction of imports between the apps, read from the code itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = {
    "portal", "home", "usage", "alerts", "opendata", "search", "accounts", "practices", "jobs",
    "common", "contact", "review",
}  # fmt: skip
ALLOWED = {
    "portal": APPS,
    "jobs": {"jobs"},
    "common": {"common"},
    "home": {"home", "practices"},
    "usage": {"usage", "search", "practices"},
    "accounts": {"accounts", "practices"},
    "contact": {"contact", "opendata", "practices"},
    "alerts": {"alerts", "opendata", "search", "practices"},
    "opendata": {"opendata", "search", "practices"},
    "search": {"search", "practices", "jobs"},
    "practices": {"practices", "jobs"},
    "review": {"review", "practices"},
}


def imported_apps(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        else:
            continue
        yield from (name.split(".")[0] for name in names if name.split(".")[0] in APPS)


@pytest.mark.parametrize("app", sorted(ALLOWED))
def test_an_app_imports_only_what_stands_below_it(app):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / app).rglob("*.py")
        for name in imported_apps(path)
        if name not in ALLOWED[app] | {"common"}
    }
    assert wrong == set()


def test_the_check_sees_imports():
    assert set(imported_apps(ROOT / "home" / "models.py")) == {"practices"}

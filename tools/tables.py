"""The tables of proofs, docs/asvs.md and docs/faults.md: `python -m tools.tables`, or `make docs`.

Which row a test proves stands on it, `@pytest.mark.fault(15)` or `@pytest.mark.asvs("1.2.1")`; what
else the row says in docs/tables/. So a test that is renamed or gone takes its line along.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NUMBER = re.compile(r"\d+\.\d+\.\d+")
Proofs = dict[str, list[str]]


@cache
def proofs(kind: str) -> Proofs:
    """{number: [path::test]} of the marks of this kind, in the order of files and lines."""
    found: Proofs = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if f"mark.{kind}(" in (text := path.read_text()):
            for test, numbers in _marked(ast.parse(text), kind):
                for number in numbers:
                    name = f"{path.relative_to(ROOT)}::{test}"
                    found.setdefault(str(number), []).append(name)
    return found


def _marked(tree: ast.Module, kind: str) -> Iterator[tuple[str, list]]:
    for function in tree.body:
        for mark in getattr(function, "decorator_list", []):
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == f"pytest.mark.{kind}":
                yield function.name, [ast.literal_eval(number) for number in mark.args]


def source(name: str) -> dict:
    return tomllib.loads((ROOT / "docs" / "tables" / f"{name}.toml").read_text())


def _names(numbers: list[str], kind: str) -> list[str]:
    tests = [f"`{test}`" for number in numbers for test in proofs(kind).get(number, [])]
    return list(dict.fromkeys(tests))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table(*heading: str) -> list[str]:
    return [_line(*heading), f"|{'---|' * len(heading)}"]


def faults() -> str:
    table = source("faults")
    lines = [
        table["introduction"],
        "",
        *_table("row", "what", "test or script", "figure, or why not"),
    ]
    for row in table["row"]:
        by = "; ".join(filter(None, [row.get("script"), ", ".join(_tests_of_fault(row))]))
        lines.append(_line(str(row["number"]), row["what"], by, row["figure"]))
    return "\n".join(lines) + "\n"


def _tests_of_fault(row: dict) -> list[str]:
    return _names([str(row["number"])], "fault")


def asvs() -> str:
    table = source("asvs")
    lines = [table["introduction"]]
    for chapter in table["chapter"]:
        lines += ["", f"## {chapter['title']}", ""]
        lines += [chapter["text"]] if "text" in chapter else _table("number", "how", "evidence")
        for row in chapter.get("row", []):
            tests = ", ".join(_tests_of_requirement(row))
            evidence = "; ".join(filter(None, [row.get("remark"), tests]))
            lines.append(_line(row["numbers"], row["how"], evidence))
    return "\n".join(lines) + "\n"


def _tests_of_requirement(row: dict) -> list[str]:
    return _names(NUMBER.findall(row["numbers"]), "asvs")


def without_proof() -> list[str]:
    """Rows that name neither test nor script although they must, and marks that no row has."""
    rows = source("faults")["row"]
    bare = [
        f"fault {row['number']}" for row in rows if not (row.get("script") or _tests_of_fault(row))
    ]
    requirements = [row for chapter in source("asvs")["chapter"] for row in chapter.get("row", [])]
    for row in requirements:
        has_proof = _tests_of_requirement(row) or "tests/" in row.get("remark", "")
        if not (has_proof if row["how"].startswith("test") else has_proof or row.get("remark")):
            bare.append(f"asvs {row['numbers']}")
    known = {"fault": {str(row["number"]) for row in rows}}
    known["asvs"] = {number for row in requirements for number in NUMBER.findall(row["numbers"])}
    unknown = [f"{kind} {number}" for kind in known for number in proofs(kind).keys() - known[kind]]
    return [*bare, *sorted(unknown)]


TABLES = {"faults": faults, "asvs": asvs}


def committed(name: str) -> Path:
    return ROOT / "docs" / f"{name}.md"


if __name__ == "__main__":
    for name, write in TABLES.items():
        committed(name).write_text(write())

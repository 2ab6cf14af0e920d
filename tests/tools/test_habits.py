"""The linters of `make lint` find what they are there for; the development container fits."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.services import missing

ROOT = Path(__file__).resolve().parent.parent.parent
DJLINT = Path(sys.executable).with_name("djlint")
BIOME = ROOT / "tests" / "browser" / "node" / "node_modules" / ".bin" / "biome"

TEMPLATES = {
    "H025": "<p>unclosed",
    "H013": '<img src="a.png">',
    "H005": "<!doctype html><html><head><title>A</title></head><body></body></html>",
    "H053": '<p id="a"></p><p id="a"></p>',
    "H022": '<a href="http://example.org/">A</a>',
    "H021": '<p style="color: red">A</p>',
    "T038": "{% if a %}A",
    "P001": "<script>let a;</script>",
    "P002": '<p onclick="leave()">A</p>',
    "P003": "<style>p { color: red }</style>",
}
STATIC = {
    "noUnknownProperty": ("css", "p { colour: red; }"),
    "noDuplicateProperties": ("css", "p { color: red; color: blue; }"),
    "noUnusedVariables": ("js", "const left = 1;"),
    "noUndeclaredVariables": ("js", "leave();"),
    "noDoubleEquals": ("js", "document.title = document.title == 1;"),
    "noConsole": ("js", "console.log(1);"),
}


def found(folder, program, *arguments):
    """Exit code and output in a folder that has our settings and one file of its own."""
    for name in ("pyproject.toml", ".djlint_rules.yaml", "biome.jsonc"):
        shutil.copy(ROOT / name, folder)
    answer = subprocess.run(  # noqa: S603
        [program, *arguments], cwd=folder, capture_output=True, text=True
    )
    return answer.returncode, answer.stdout + answer.stderr


def test_each_fault_in_a_template_is_found(tmp_path):
    for rule, text in TEMPLATES.items():
        (tmp_path / f"{rule}.html").write_text(text + "\n")
    status, said = found(tmp_path, DJLINT, "--lint", ".")
    assert status == 1
    of_each = dict(re.findall(r"^(\w+)\.html\n(.*?)(?=^\w+\.html$|\Z)", said, re.M | re.S))
    missed = [rule for rule in TEMPLATES if f"\n{rule} " not in of_each.get(rule, "")]
    assert missed == [], said


def test_each_fault_in_css_or_javascript_is_found(tmp_path):
    if not BIOME.exists():
        missing("Biome; install it with `npm ci --prefix tests/browser/node`")
    place = tmp_path / "portal" / "static" / "portal"
    place.mkdir(parents=True)
    for rule, (ending, text) in STATIC.items():
        (place / f"{rule}.{ending}").write_text(text + "\n")
    status, said = found(tmp_path, BIOME, "lint", "--error-on-warnings", ".")
    assert status == 1
    for rule, (ending, _text) in STATIC.items():
        assert re.search(rf"{rule}\.{ending}:\S+ \S*/{rule}\b", said), said


def test_the_development_container_has_the_python_of_the_image_and_the_ports_of_the_tests():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    image = re.search(r"^ARG PYTHON_IMAGE=(\S+)", (ROOT / "Dockerfile").read_text(), re.M)[1]
    assert container["image"] == image.replace("-slim", "")
    services = (ROOT / "tools" / "services.py").read_text()
    ports = set(re.findall(r"^[A-Z]+_PORT = \D*(\d+)", services, re.M))
    assert len(ports) == 2
    assert ports <= {str(port) for port in container["forwardPorts"]}

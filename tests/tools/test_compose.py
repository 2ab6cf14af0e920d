"""The stack of docker-compose.yml: hardened, complete, and nothing open but the proxy."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cryptography import x509

ROOT = Path(__file__).resolve().parent.parent.parent


class Strict(yaml.SafeLoader):
    """Refuses a name that stands twice, as docker does; PyYAML takes the second."""

    def construct_mapping(self, node, deep=False):
        names = [key.value for key, _value in node.value if key.tag != "tag:yaml.org,2002:merge"]
        twice = {name for name in names if names.count(name) > 1}
        assert not twice, f"twice: {twice}"
        return super().construct_mapping(node, deep)


COMPOSE = yaml.load((ROOT / "docker-compose.yml").read_text(), Strict)  # noqa: S506  a SafeLoader
SERVICES = COMPOSE["services"]
STARTS_ONCE = {"prepare"}
# Elasticsearch writes its keystore and settings beside its programs when it starts.
WRITES_BESIDE_ITS_PROGRAMS = {"elasticsearch"}
# portal.settings.production has the default of the stack: one proxy in front.
OTHER_IN_PRODUCTION = {"TRUSTED_PROXIES"}
# Read by settings, and no business of a container of this stack.
NOT_HANDED_THROUGH = {
    "DEBUG",
    "PROMETHEUS_MULTIPROC_DIR",
    "CACHE_DIR",
}  # the image sets the latter two


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_confined(name):
    service = SERVICES[name]
    assert service["read_only"] is (name not in WRITES_BESIDE_ITS_PROGRAMS)
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["stop_grace_period"]
    assert service["logging"]["options"] == {"max-size": "20m", "max-file": "5"}


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - STARTS_ONCE))
def test_each_service_that_stays_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"]


def test_only_the_proxy_is_reachable_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_portal_never_works_under_the_role_that_owns_the_tables():
    owners = {
        name
        for name, service in SERVICES.items()
        if "portal_owner:" in service.get("environment", {}).get("DATABASE_URL", "")
    }
    assert owners == {"prepare", "backup"}
    everything = (ROOT / "docker-compose.yml").read_text()
    assert "postgres://postgres" not in everything


def test_every_setting_can_be_set_in_the_stack():
    read = set()
    for path in (ROOT / "portal" / "settings").glob("[!dt]*.py"):  # neither dev nor test
        read |= set(re.findall(r"""\benv(?:\.\w+)?\(\s*"([A-Z_]+)\"""", path.read_text()))
    assert "SECRET_KEY" in read
    handed = set(COMPOSE["x-portal"]["environment"])
    assert read - NOT_HANDED_THROUGH - handed == set()


def test_what_is_not_set_has_the_default_of_the_settings():
    text = (ROOT / "docker-compose.yml").read_text()
    stack = dict(re.findall(r"\$\{(\w+):-(\d+)\}", text))
    differ = {}
    for path in (ROOT / "portal" / "settings").glob("[!dt]*.py"):
        found = re.findall(r"""\benv\.int\(\s*"([A-Z_]+)", default=(\d+)""", path.read_text())
        for name, default in found:
            if name in stack and stack[name] != default and name not in OTHER_IN_PRODUCTION:
                differ[name] = (stack[name], default)
    assert len(stack) > 10
    assert differ == {}


def test_what_the_proxy_keeps_fits_into_its_memory():
    """Its folders are in memory: a full cache would end it."""
    kept = re.search(r"max_size=(\d+)m", (ROOT / "tools/nginx/portal.conf").read_text())
    assert int(kept[1]) * 4 < int(SERVICES["proxy"]["mem_limit"].removesuffix("m"))


def compose(*arguments):
    program = shutil.which("docker")
    command = [program, "compose", *arguments]
    return program and subprocess.run(command, cwd=ROOT, capture_output=True, text=True)  # noqa: S603


def test_docker_reads_the_stack():
    if (found := compose("version")) is None or found.returncode:
        pytest.skip("no docker compose on this machine")
    read = compose("--env-file", ".env.example", "config", "--quiet")
    assert read.returncode == 0, read.stderr


def test_the_example_names_every_secret_that_must_be_set():
    needed = set(re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text()))
    example = dict(
        line.split("=", 1)
        for line in (ROOT / ".env.example").read_text().splitlines()
        if line and not line.startswith("#")
    )
    assert needed
    assert all(example.get(name) for name in needed)


def test_nothing_of_this_machine_goes_into_the_image():
    """An allow-list: everything is left out but what it names."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    kept = {line.removeprefix("!") for line in rules if line.startswith("!")}
    assert not {name for name in kept if name.startswith((".", "var", "tests"))}
    assert "**/.env*" in rules[-2:]


def test_the_image_has_every_app_and_every_tool_the_stack_calls():
    kept = (ROOT / ".dockerignore").read_text()
    apps = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert {app for app in apps if f"\n!{app}\n" not in kept} == set()
    called = set(re.findall(r"tools/[\w.]+\.(?:sh|py)", str(SERVICES)))
    assert called
    assert {tool for tool in called if f"!{tool}\n" not in kept} == set()


def test_the_first_start_makes_a_certificate_and_later_ones_keep_it(tmp_path):
    command = [sys.executable, "tools/self_signed.py", str(tmp_path), "practices.example.org"]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603  our own script
    first = (tmp_path / "certificate.pem").read_bytes()
    names = x509.load_pem_x509_certificate(first).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert names.value.get_values_for_type(x509.DNSName) == ["practices.example.org"]
    assert (tmp_path / "key.pem").stat().st_mode & 0o077 == 0
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
    assert (tmp_path / "certificate.pem").read_bytes() == first

"""deploy/kubernetes: valid, confined, complete; no cluster is needed to tell."""

import re
import shutil
import subprocess
from pathlib import Path

import kubernetes_validate
import pytest
import yaml
from django.urls import resolve

from tests.test_docs import described

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "deploy" / "kubernetes"
VERSIONS = ("1.30", "1.37")  # the oldest that is tried, and the newest whose schemas are known
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
OWNER = {"secretRef": {"name": "portal-owner"}}
TAKES_TIME_ITSELF = {"migrate", "backup"}  # each ends, and so has no probe


def documents(name):
    return list(yaml.safe_load_all((FOLDER / name).read_text()))


APPLIED = [document for name in KUSTOMIZATION["resources"] for document in documents(name)]
SECRETS = documents("secrets.example.yaml")


def title(document):
    return f"{document['kind']}/{document['metadata']['name']}"


def of_kind(*kinds):
    return [document for document in APPLIED if document["kind"] in kinds]


def template(document):
    spec = document["spec"]
    return (spec["jobTemplate"]["spec"] if "jobTemplate" in spec else spec)["template"]


WORK = of_kind("Deployment", "Job", "CronJob")
PODS = {document["metadata"]["name"]: template(document)["spec"] for document in WORK}
CONTAINERS = {
    f"{name}/{container['name']}": container
    for name, pod in PODS.items()
    for container in [*pod.get("initContainers", ()), *pod["containers"]]
}
OURS = {
    name: container
    for name, container in CONTAINERS.items()
    if container["image"] == "good-practice-portal"
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("document", [*APPLIED, *SECRETS], ids=title)
def test_each_document_is_what_kubernetes_reads(document, version):
    kubernetes_validate.validate(document, version, strict=True)


def test_a_misspelt_field_is_found():
    wrong = yaml.safe_load((FOLDER / "volumes.yaml").read_text().partition("---")[0])
    wrong["spec"]["accesModes"] = wrong["spec"].pop("accessModes")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[-1], strict=True)


def test_every_file_is_applied_but_the_example_of_secrets():
    left_out = {path.name for path in FOLDER.iterdir()} - set(KUSTOMIZATION["resources"])
    assert left_out == {"kustomization.yaml", "secrets.example.yaml"}
    assert not any(document["kind"] == "Secret" for document in APPLIED)
    assert {value for secret in SECRETS for value in secret["stringData"].values()} == {""}


@pytest.mark.parametrize("name", PODS)
def test_each_pod_is_nobody_and_has_no_key_to_the_cluster(name):
    pod = PODS[name]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC"} & pod.keys()


@pytest.mark.parametrize("name", CONTAINERS)
def test_each_container_is_confined(name):
    container = CONTAINERS[name]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert container["resources"]["limits"].keys() == {"cpu", "memory"}
    assert container["resources"]["requests"].keys() == {"cpu", "memory"}


@pytest.mark.parametrize("name", sorted(PODS.keys() - TAKES_TIME_ITSELF))
def test_what_stays_is_watched(name):
    assert all("livenessProbe" in container for container in PODS[name]["containers"])


def test_the_addresses_of_probes_exist_and_restarts_do_not_ask_the_database():
    (web,) = PODS["web"]["containers"]
    paths = {kind: web[f"{kind}Probe"]["httpGet"]["path"] for kind in ("liveness", "readiness")}
    assert {kind: resolve(path).url_name for kind, path in paths.items()} == {
        "liveness": "health_live",
        "readiness": "health",
    }


def test_probes_name_the_host_that_the_portal_answers_to():
    (settings,) = of_kind("ConfigMap")
    (web,) = PODS["web"]["containers"]
    host = settings["data"]["ALLOWED_HOSTS"]
    probes = [value for name, value in web.items() if name.endswith("Probe")]
    assert [probe["httpGet"]["httpHeaders"] for probe in probes] == [
        [{"name": "Host", "value": host}]
    ] * 3
    (ingress,) = of_kind("Ingress")
    assert {rule["host"] for rule in ingress["spec"]["rules"]} == {host}


def test_only_what_migrates_and_backs_up_has_the_role_that_owns_the_tables():
    owners = {name for name, container in OURS.items() if OWNER in container["envFrom"]}
    assert owners == {"migrate/migrate", "backup/backup"}
    assert all(OURS[name]["envFrom"][-1] == OWNER for name in owners)  # the last one counts


def test_every_variable_is_described():
    (settings,) = of_kind("ConfigMap")
    named = set(settings["data"]) | {
        name
        for secret in SECRETS
        if secret["metadata"]["name"].startswith("portal")
        for name in secret["stringData"]
    }
    assert named - described() == set()


def test_what_the_processes_write_lies_in_a_volume_of_the_pod():
    (settings,) = of_kind("ConfigMap")
    for name in ("PROMETHEUS_MULTIPROC_DIR", "CACHE_DIR"):
        assert settings["data"][name].startswith("/tmp/")  # noqa: S108  in the pod
    for name, container in OURS.items():
        volumes = {volume["name"]: volume for volume in PODS[name.partition("/")[0]]["volumes"]}
        mounts = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
        assert "emptyDir" in volumes[mounts["/tmp"]]  # noqa: S108


def test_one_of_each_worker_and_two_of_the_web_server():
    replicas = {item["metadata"]["name"]: item["spec"] for item in of_kind("Deployment")}
    assert replicas.pop("web")["replicas"] > 1
    for spec in replicas.values():
        assert (spec["replicas"], spec["strategy"]["type"]) == (1, "Recreate")


def test_every_command_of_a_container_exists():
    words = str([container.get("command") for container in OURS.values()])
    commands = set(re.findall(r"manage\.py'?,? '?([a-z_]+)", words)) - {"migrate"}
    known = {path.stem for path in ROOT.glob("*/management/commands/*.py")}
    assert len(commands) >= 5
    assert commands <= known
    tools = {
        tool for container in OURS.values() for tool in re.findall(r"tools/[\w.]+", str(container))
    }
    kept = (ROOT / ".dockerignore").read_text()
    assert tools
    assert {tool for tool in tools if f"!{tool}\n" not in kept} == set()


def test_policies_and_services_name_pods_that_exist():
    labels = [template(document)["metadata"]["labels"] for document in WORK]

    def found(selector):
        return any(selector.items() <= each.items() for each in labels)

    services = {item["metadata"]["name"]: item["spec"] for item in of_kind("Service")}
    assert not found(services.pop("nothing")["selector"])
    assert all(found(spec["selector"]) for spec in services.values())
    for kind in ("NetworkPolicy", "PodDisruptionBudget"):
        for item in of_kind(kind):
            selector = item["spec"].get("podSelector") or item["spec"].get("selector") or {}
            assert found(selector.get("matchLabels", {})), title(item)


def test_kustomize_renders_it():
    program = shutil.which("kubectl")
    if program is None:
        pytest.skip("no kubectl on this machine")
    rendered = subprocess.run(  # noqa: S603
        [program, "kustomize", str(FOLDER)], capture_output=True, text=True, check=False
    )
    assert rendered.returncode == 0, rendered.stderr
    made = list(yaml.safe_load_all(rendered.stdout))
    assert {title(item) for item in made} == {title(item) for item in APPLIED}
    for document in made:
        kubernetes_validate.validate(document, VERSIONS[-1], strict=True)

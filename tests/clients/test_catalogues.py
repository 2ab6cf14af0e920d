"""DCAT, Data Package, OpenAPI, JSON-LD and compression, as released programs read them."""

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
import zstandard
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import override_settings
from pyld import jsonld
from rdflib import Graph, Namespace

from opendata import dump
from opendata.kinds import KINDS
from tests.factories import PracticeFactory, StrategyFactory
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SHAPES = Path(__file__).parent / "dcat_ap.ttl"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def page(django_db_setup, django_db_blocker, tmp_path_factory):
    with override_settings(OPEN_DATA_DIR=tmp_path_factory.mktemp("dump")):
        yield from shared(make_page, django_db_blocker)


@pytest.fixture(autouse=True)
def _generous(settings):
    settings.OPEN_DATA_REQUESTS = settings.OPEN_DATA_EXPORTS = 1000


def make_page():
    """A practice, beside a strategy; both are in the dump."""
    page = PracticeFactory(title="Naloxone", language="fr", summary="Résumé. " * 200)
    StrategyFactory(adopting_body="Parliament", start_year=2020)
    call_command("dump_open_data", verbosity=0)
    return page


def refuse(address, options):
    pytest.fail(f"{address} would be fetched")


def violations(graph: Graph, folder: Path) -> str:
    file = folder / "catalogue.ttl"
    graph.serialize(file, format="turtle")
    command = [sys.executable, "-W", "ignore", "-m", "pyshacl", "-s", str(SHAPES), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)  # noqa: S603
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("licence", ["", LICENCE])
def test_the_catalogue_conforms_to_dcat_ap(client, page, settings, tmp_path, licence):
    settings.OPEN_DATA_LICENCE_URL = licence
    linked = client.get("/api/v1/dataset").content
    answer = client.get("/api/v1/dataset", headers={"Accept": "text/turtle"})
    assert answer["Content-Type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=answer.content, format="turtle")
    assert graph.isomorphic(Graph().parse(data=linked, format="json-ld"))
    assert violations(graph, tmp_path) == ""
    sizes = {}
    for node in graph.subjects(SPDX.checksum):
        address = graph.value(node, DCAT.downloadURL)
        content = client.get(str(address).removeprefix("http://localhost:8000")).getvalue()
        total = graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue)
        assert str(total) == hashlib.sha256(content).hexdigest()
        sizes[address.rpartition("/")[2]] = int(graph.value(node, DCAT.byteSize)) - len(content)
    assert sizes == dict.fromkeys(dump.FILES, 0)
    assert {str(each) for each in graph.objects(None, DCT.license)} == ({licence} - {""})


def test_a_lost_title_would_be_a_violation(client, page, tmp_path):
    graph = Graph().parse(data=client.get("/api/v1/dataset").content, format="json-ld")
    graph.remove((None, DCT.title, None))
    assert "MinCountConstraint" in violations(graph, tmp_path)


def test_the_dump_is_a_sound_data_package(page, settings):
    folder = settings.OPEN_DATA_DIR / "current"
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "--json"]
    done = subprocess.run(  # noqa: S603
        [*command, "datapackage.json"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    report = json.loads(done.stdout)
    assert [task["errors"] for task in report["tasks"] if not task["valid"]] == []
    rows = {task["name"]: task["stats"].get("rows") for task in report["tasks"]}
    assert rows["contributions"] == rows["contributions-xlsx"] == 2
    assert json.loads((folder / "dataset.jsonld").read_text())["@type"] == "dcat:Catalog"


def test_search_engines_of_data_sets_find_the_files(client, page):
    soup = BeautifulSoup(client.get("/open-data/").content, "html.parser")
    things = json.loads(soup.find("script", type="application/ld+json").string)["@graph"]
    assert {thing["@type"] for thing in things} == {"Dataset"}
    assert all(len(thing["description"]) >= 50 for thing in things)  # what Google asks for
    files = {each["name"] for thing in things for each in thing["distribution"]}
    assert files == set(dump.FILES)
    assert not any("license" in thing for thing in things)


def test_linked_data_are_expanded_and_framed_without_the_network(client, page):
    options = {"documentLoader": refuse}
    for address, kind, number in (
        (f"/id/{page.pk}/reference.jsonld", "CreativeWork", 1),
        (f"/api/v1/practices/{page.pk}", "CreativeWork", 1),
        ("/api/v1/practices", "CreativeWork", 1),
        ("/api/v1/dataset", "http://www.w3.org/ns/dcat#Dataset", 2),  # of States; the record
    ):
        thing = client.get(address, headers={"Accept": "application/ld+json"}).json()
        assert jsonld.expand(thing, options)
        context = {"@vocab": "http://schema.org/"}
        framed = jsonld.frame(thing, {"@context": context, "@type": kind}, options)
        found = framed.get("@graph", [framed])
        assert [each["@type"] for each in found] == [kind] * number, address
        if kind == "CreativeWork":
            assert (framed["@id"], framed["name"]) == (framed["identifier"], page.title)


def test_the_interface_is_described_and_has_an_index(client, page):
    from openapi_spec_validator import validate  # a second, which each process paid at its start

    validate(client.get("/api/v1/openapi.json").json())
    index = client.get("/api/v1/").json()
    for link in index["links"]:
        assert link["title"]
        path = link["href"].removeprefix("http://localhost:8000")
        path = path.replace("{pk}", str(page.pk)).replace("{code}", "ke")
        path = path.replace("{name}", "chapter")
        other_kinds = {kind.path for kind in KINDS.values()} - {"practices"}
        wrong_kind = any(f"/{kind}/{{pk}}" in link["href"] for kind in other_kinds)
        assert client.get(path).status_code == (404 if wrong_kind else 200), path
    answer = client.get("/api/v1/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 303
    assert client.get(answer["Location"])["Content-Type"].startswith("text/html")


def test_one_address_answers_for_both_kinds(client, page):
    facts = client.get(f"/api/v1/contributions/{page.pk}").json()
    assert facts == client.get(f"/api/v1/practices/{page.pk}").json()
    strategy = client.get("/api/v1/strategies").json()["results"][0]
    facts = client.get(f"/api/v1/contributions/{strategy['id']}").json()
    assert (facts["type"], facts["adopting_body"]) == ("strategy", "Parliament")
    for path in ("/api/v1/contributions/999999", "/api/v1/contributions/x"):
        assert client.get(path).status_code in (404, 422)
        assert client.get(path)["Content-Type"] == "application/problem+json"


UNPACK = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}
TEXTS = {
    "/search/export.jsonl": "",
    "/search/export.csv": "",
    "/search/feed/": "",
    "/api/v1/practices": "application/ld+json",
    "/api/v1/dataset": "text/turtle",
    "/open-data/dump/contributions.jsonl": "",
    "/oai/?verb=ListRecords&metadataPrefix=oai_dc": "",
}


def test_data_go_out_compressed(client, page):
    for path, accept in TEXTS.items():
        accepted = {"Accept": accept or "*/*"}
        whole = client.get(path, headers=accepted).getvalue()
        for coding, unpack in UNPACK.items():
            answer = client.get(path, headers=accepted | {"Accept-Encoding": coding})
            assert answer["Content-Encoding"] == coding, path
            assert "Accept-Encoding" in answer["Vary"]
            packed = answer.getvalue()
            assert len(packed) < len(whole)
            if "/oai/" not in path:  # it holds the moment of the answer
                assert unpack(packed) == whole, path


def test_pages_keep_the_padding_that_hides_their_length(client, page):
    headers = {"Accept-Encoding": "gzip, deflate, br, zstd"}
    lengths = {len(client.get("/open-data/", headers=headers).content) for _ in range(8)}
    assert client.get("/open-data/", headers=headers)["Content-Encoding"] == "gzip"
    assert len(lengths) > 1


def test_every_link_of_the_catalogue_of_interfaces_answers(client, page):
    linkset = client.get("/.well-known/api-catalog").json()["linkset"]
    links = [
        each for entry in linkset for name in entry.keys() - {"anchor"} for each in entry[name]
    ]
    assert len(links) >= 7
    for link in links:
        path = link["href"].removeprefix("http://localhost:8000")
        answer = client.get(path, headers={"Accept": link.get("type", "*/*")})
        if path == "/oai/":  # asked without a verb, OAI-PMH answers with an error of its own
            assert b'code="badVerb"' in answer.content
        assert answer.status_code == 200, path
        assert answer["Content-Type"].startswith(link.get("type", ""))

"""The local server's analyzers make of a text what Lucene's own make of it.

Its plugin stands in for a module of the official image; the reference is what both are made of.
"""

import hashlib
import os
import subprocess
from itertools import zip_longest
from pathlib import Path

import pytest

from search.engines.elastic_client import ALIAS
from search.engines.elastic_index import index_settings
from tests import services
from tools.elasticsearch import install

from .lucene import chains, sentences

PROGRAM = Path(__file__).parent / "lucene" / "Tokens.java"
# As Maven Central has them; the server was built with the same files.
JARS = {
    "lucene-core-9.12.2.jar": "3a5426c7082a16adfe39a55502eecf4e69547e62d3dcf292c730e228fbaad2fd",
    "lucene-analysis-common-9.12.2.jar": (
        "a472f61b4d7738787bf1a637beac0ebf134d785c37aa069fb071e9715568c8b8"
    ),
}
OFFICIAL = ["arabic", "cjk", "english", "french", "russian", "spanish"]
OURS = [*index_settings()["analysis"]["analyzer"]]
TOGETHER = 50  # sentences in one request

pytestmark = [pytest.mark.elasticsearch, pytest.mark.nightly]


@pytest.fixture(scope="module")
def texts():
    services.need(services.ELASTICSEARCH_URL)
    found = sentences.named() if os.environ.get("SENTENCES") else sentences.shipped()
    assert len(found) >= 2000
    return ["\n".join(found[at : at + TOGETHER]) for at in range(0, len(found), TOGETHER)]


@pytest.fixture(scope="module")
def of_lucene(texts, tmp_path_factory):
    """Tokens by analyzer and number of the text."""
    folder = tmp_path_factory.mktemp("lucene")
    (folder / "texts").write_text("\0".join(texts))
    chains.write(folder)
    library = install.install() / "lib"
    for name, digest in JARS.items():
        assert hashlib.sha256((library / name).read_bytes()).hexdigest() == digest, name
    java = install.java_home() / "bin" / "java"
    classes = ":".join(str(library / name) for name in JARS)
    command = [java, "-Dfile.encoding=UTF-8", "-cp", classes, PROGRAM, folder]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  our own program
    assert done.returncode == 0, done.stderr
    found = {}
    for line in done.stdout.splitlines():
        analyzer, text, term, start, end, position, kind = line.split("\t")
        token = (term, int(start), int(end), int(position), kind)
        found.setdefault((analyzer, int(text)), []).append(token)
    return found


@pytest.fixture
def index(elasticsearch):
    name = f"{ALIAS}-lucene"
    elasticsearch.indices.create(index=name, settings=index_settings())
    yield name
    elasticsearch.indices.delete(index=name)


def test_every_token_is_the_one_of_lucene(elasticsearch, index, texts, of_lucene):
    differences = []
    for analyzer in [*OFFICIAL, *OURS]:
        for number, text in enumerate(texts):
            answer = elasticsearch.indices.analyze(index=index, analyzer=analyzer, text=text)
            tokens = [_token(token) for token in answer["tokens"]]
            differences += _differences(analyzer, text, tokens, of_lucene.get((analyzer, number)))
    assert differences == []


def _token(token):
    columns = ("token", "start_offset", "end_offset", "position", "type")
    return tuple(token[column] for column in columns)


def _differences(analyzer, text, tokens, reference):
    """The first of a text; what follows it may only have moved."""
    for ours, lucenes in zip_longest(tokens, reference or []):
        if ours != lucenes:
            start = (ours or lucenes)[1]
            around = text[max(0, start - 40) : start + 40]
            return [f"{analyzer}: {ours}, Lucene has {lucenes}: …{around}…"]
    return []

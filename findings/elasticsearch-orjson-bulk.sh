#!/usr/bin/env bash
# Elasticsearch's Python client takes `serializer=OrjsonSerializer()`, as its guide says, but writes only single
# documents and searches with it. Bodies of several lines (_bulk, _msearch) still go through the json module: they
# are as slow as before, and a dataclass, which one request takes, is refused by the other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check elasticsearch==8.19.3 orjson==3.11.4
cd "$folder"
"$folder/venv/bin/python" <<'PYTHON'
import sys
from dataclasses import dataclass
from importlib.metadata import version

from elasticsearch import Elasticsearch, SerializationError
from elasticsearch.serializer import OrjsonSerializer

LINE, LINES = "application/vnd.elasticsearch+json", "application/vnd.elasticsearch+x-ndjson"


@dataclass
class Practice:
    title: str


client = Elasticsearch("http://127.0.0.1:9200", serializer=OrjsonSerializer())  # asks nothing yet
serializers = client.transport.serializers
print(f"elasticsearch {version('elasticsearch')}, orjson {version('orjson')}")
print("one document:", serializers.dumps(Practice("Naloxone"), LINE).decode())
try:
    written = serializers.dumps([{"index": {}}, Practice("Naloxone")], LINES)
except SerializationError as error:
    print(f"in a bulk request: {type(error).__name__}: {str(error)[:70]}")
else:
    sys.exit(f"A bulk request is written by orjson too: {written!r}")
PYTHON

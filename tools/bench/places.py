"""Where the measurements keep their databases, servers and files. Needs no Django."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "bench"
SMALL = int(os.environ.get("BENCH_SMALL", 10_000))  # practices
LARGE = int(os.environ.get("BENCH_LARGE", 100_000))
# Ports below 9300: from there on, other servers listen to each other.
PORT = int(os.environ.get("BENCH_ELASTICSEARCH_PORT", 9251))
PORTS = {SMALL: PORT, LARGE: PORT + 1}
ALIAS = "bench"  # of the index; an older build's own is beside it on the same server
POSTGRESQL = os.environ.get("BENCH_POSTGRESQL_URL", "postgres://portal:portal@127.0.0.1:54329")
DEMO = ROOT / "home" / "data" / "demo"


def database_url(size):
    return f"{POSTGRESQL}/portal_bench_{size}"


def vocabulary_files():
    """The texts to take words from: those named by the environment, and the samples."""
    named = os.environ.get("BENCH_VOCABULARY")
    return ([Path(named)] if named else []) + sorted(DEMO.glob("*.jsonl"))


def relevance_folder():
    """Folder of public test collections, or None where there are none."""
    named = os.environ.get("BENCH_RELEVANCE")
    return Path(named) if named else None

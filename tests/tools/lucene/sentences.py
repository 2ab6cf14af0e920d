"""Real sentences in six languages: the sample content, and catalogues of Django and Wagtail."""

import gettext
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import django
import wagtail

ROOT = Path(__file__).resolve().parents[3]
CATALOGUES = {"en": None, "fr": "fr", "es": "es", "ru": "ru", "ar": "ar", "zh": "zh_Hans"}
EACH = 350  # of each language that has as many: some 2,000
END = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])|\s*\n\s*")
TEXTS = re.compile(r"practices.*\.jsonl|strategies\.jsonl|docs\.jsonl|queries\.jsonl")


def shipped() -> list[str]:
    """As many of each language; the sample content first, for its sentences are whole."""
    found = {language: {} for language in CATALOGUES}  # dictionaries keep the order
    for path in sorted((ROOT / "home/data/demo").glob("*.jsonl")):
        for record in _records(path):
            found[record["language"]] |= dict.fromkeys(_sentences(record))
    for language, catalogue in CATALOGUES.items():
        if catalogue:
            found[language] |= dict.fromkeys(_messages(catalogue))
    return [sentence for texts in found.values() for sentence in [*texts][:EACH]]


def named() -> list[str]:
    """Those of the folder that the variable SENTENCES names, all of them."""
    folder = Path(os.environ["SENTENCES"])
    paths = sorted(path for path in folder.rglob("*.jsonl") if TEXTS.fullmatch(path.name))
    return [
        sentence for path in paths for record in _records(path) for sentence in _sentences(record)
    ]


def _records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _sentences(record: dict) -> Iterator[str]:
    for value in record.values():
        if isinstance(value, str):
            yield from (sentence for sentence in END.split(value) if len(sentence) > 12)


def _messages(catalogue: str) -> Iterator[str]:
    folders = [Path(django.__file__).parent / "conf", Path(wagtail.__file__).parent / "admin"]
    for folder in folders:
        path = folder / "locale" / catalogue / "LC_MESSAGES" / "django.mo"
        with path.open("rb") as handle:
            messages = gettext.GNUTranslations(handle)._catalog
        for source, text in messages.items():
            if isinstance(source, str) and source.count(" ") > 4:
                yield text.strip()

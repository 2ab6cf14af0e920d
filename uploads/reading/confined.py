"""The text of a file, read by a process that can harm nobody: see reader.py."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from common.text import clean

from . import reader

READER = Path(reader.__file__)
SECONDS = 30  # less than common.work_queue gives a worker for one row
# Counted up when the same libraries are read in another way: files are then read again.
OURS = 1
LIBRARIES = {"pdf": "pypdfium2", "docx": "python-docx", "pptx": "python-pptx"}
FEW = {"pdf": 25}  # letters: a stamp of the scanner, a number of a page


class UnreadableError(Exception):
    """The reader could not read the file; the message is for whoever runs the portal."""


@dataclass
class Text:
    """`pages` are those with words: {number: text}; `number` counts the others as well."""

    number: int = 0
    pages: dict[int, str] = field(default_factory=dict)


def kind_of(name: str) -> str:
    """The kind of a file that can be read; empty for all others."""
    kind = Path(name).suffix.lower().lstrip(".")
    return kind if kind in LIBRARIES else ""


def reader_of(kind: str) -> str:
    """What reads files of this kind now."""
    return f"{LIBRARIES[kind]} {version(LIBRARIES[kind])}, {OURS}"


def text_of(file: IO[bytes], kind: str) -> Text:
    with TemporaryFile() as output:
        _run(file, kind, output)
        output.seek(0)
        return _read(output, FEW.get(kind, 1))


def _run(file: IO[bytes], kind: str, output: IO[bytes]) -> None:
    """In a group of its own, which goes as a whole when the time is over."""
    with subprocess.Popen(  # noqa: S603  our own program; the kind is one of ours
        [sys.executable, "-I", str(READER), kind],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
    ) as process:
        try:
            process.communicate(file.read(), timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(f"no end of it in {SECONDS} seconds") from error
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise UnreadableError(f"the reader ended with {process.returncode}")


def _read(output: IO[bytes], few: int) -> Text:
    found, last = Text(), None
    for line in output:
        last = json.loads(line)
        if isinstance(last, list):
            found.number += 1
            number, text = last
            text = " ".join(clean(text).split())  # lines end where a page does: not the sentence
            if sum(map(str.isalnum, text)) >= few:
                found.pages[number] = text
    if last != reader.END:
        raise UnreadableError(f"the reader says: {last}")
    return found

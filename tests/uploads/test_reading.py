"""Text of files: read page by page, in a process that a hostile file cannot leave."""

import io
import itertools
import os
import select
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents.models import Document

from tests.nightly import nightly
from uploads.models import FilePage, FileText
from uploads.reading import confined, reader, work
from uploads.reading.confined import UnreadableError, text_of
from uploads.storage import StorageUnavailableError

from . import readable


def read(content, kind):
    return text_of(io.BytesIO(content), kind)


def document(content, name="annex.pdf"):
    file = ContentFile(content, name)
    file.accepted = True
    return Document.objects.create(title="Annex", file=file)


def test_pages_of_a_pdf_keep_their_numbers():
    first, third = "Naloxone for all who ask for it", "Methadone in each of the prisons"
    text = read(readable.pdf(first, "", third), "pdf")
    assert (text.number, text.pages) == (3, {1: first, 3: third})


def test_lines_of_a_page_are_one_text():
    text = read(readable.pdf("A sentence that goes on\nin the line below it"), "pdf")
    assert text.pages[1] == "A sentence that goes on in the line below it"


def test_word_says_where_pages_end():
    assert read(readable.word("One", "Two", "Three"), "docx").pages == {
        1: "One",
        2: "Two",
        3: "Three",
    }
    assert read(readable.word("Only one"), "docx").pages == {0: "Only one"}


def test_tables_and_insertions_of_word_are_read():
    made, kept = docx.Document(), io.BytesIO()
    made.add_table(1, 2).rows[0].cells[1].text = "In a table"
    readable.inserted(made, "Put in")
    made.save(kept)
    assert read(kept.getvalue(), "docx").pages == {0: "Put in In a table"}


def test_slides_and_their_notes_are_read():
    text = read(readable.slides("First", "Second", notes="Said aloud"), "pptx")
    assert text.pages == {1: "First", 2: "Second Said aloud"}


def test_a_scan_has_no_text():
    assert read(readable.pdf("", ""), "pdf").pages == {}
    assert read(readable.pdf("Page 1", "Page 2"), "pdf").pages == {}  # a stamp is no text


KINDS = ["pdf", "docx", "pptx"]
RUBBISH = [b"", b"rubbish", b"PK\x03\x04" + b"\0" * 99, b"%PDF-1.7\n" + b"9" * 5000]
DAY = list(zip(itertools.cycle(KINDS), RUBBISH, strict=False))  # each rubbish, as each kind
NIGHT = [each for each in itertools.product(KINDS, RUBBISH) if each not in DAY]


@pytest.mark.parametrize(("kind", "content"), [*DAY, *nightly(*NIGHT)])
def test_rubbish_is_a_fault_and_no_text(kind, content):
    with pytest.raises(UnreadableError):
        read(content, kind)


@pytest.mark.slow
def test_a_bomb_ends_the_reader_alone():
    paragraph = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(readable.word("x"))) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    body = parts["word/document.xml"]
    at = body.index(b"<w:body>") + len(b"<w:body>")
    parts["word/document.xml"] = body[:at] + paragraph * 2_000_000 + body[at:]
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, content in parts.items():
            bomb.writestr(name, content)
    assert len(kept.getvalue()) < 1_000_000
    with pytest.raises(UnreadableError):
        read(kept.getvalue(), "docx")


def confined_python(line):
    """What a line of Python does inside the limits."""
    path = f"import sys; sys.path.insert(0, {str(Path(reader.__file__).parent)!r})"
    code = f"{path}; import socket, reader; reader.confine(); {line}"
    call = [sys.executable, "-c", code]
    return subprocess.run(call, capture_output=True, text=True, check=False)  # noqa: S603  ours


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("socket.socket()", "Too many open files"),
        ("open('/etc/passwd')", "Too many open files"),
        ("open('/tmp/escape', 'w')", "Too many open files"),
        ("b'x' * 10**9", "MemoryError"),
    ],
)
def test_nothing_outside_can_be_reached(line, fault):
    assert fault in confined_python(line).stderr
    assert confined_python("print('inside')").stdout == "inside\n"


@pytest.mark.slow
def test_the_reader_goes_with_all_it_began(monkeypatch, tmp_path):
    """A file that never ends: the whole group of processes ends with the time."""
    note = tmp_path / "child"
    program = tmp_path / "reader.py"
    program.write_text(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    monkeypatch.setattr(confined, "READER", program)
    monkeypatch.setattr(confined, "SECONDS", 3)
    with pytest.raises(UnreadableError, match="3 seconds"):
        read(b"", "pdf")
    with suppress(ProcessLookupError):  # it is gone already
        child = os.pidfd_open(int(note.read_text()))
        assert select.select([child], [], [], 20)[0]
        os.close(child)


@pytest.mark.django_db
def test_files_are_read_in_the_background():
    annex = document(readable.pdf("Naloxone for all who ask for it"))
    table = document(b"a,b", "table.csv")
    assert not FileText.objects.exists()
    call_command("read_files")
    row = FileText.objects.get()
    assert (row.document_id, row.state, row.number) == (annex.pk, "read", 1)
    assert row.pages.get().text == "Naloxone for all who ask for it"
    assert not hasattr(table, "text")


@pytest.mark.django_db
def test_scans_and_damaged_files_are_told_apart():
    scan, broken = document(readable.pdf("")), document(b"rubbish")
    call_command("read_files")
    states = dict(FileText.objects.values_list("pk", "state"))
    assert states == {scan.pk: "empty", broken.pk: "failed"}
    assert not any(row.is_searchable for row in FileText.objects.all())
    assert not FilePage.objects.exists()


@pytest.mark.django_db
def test_a_file_is_read_once_and_again_by_another_version(monkeypatch):
    document(readable.pdf("Naloxone for all who ask for it"))
    assert work.read_files() == (1, 0)
    assert work.read_files() == (0, 0)
    monkeypatch.setattr(confined, "OURS", confined.OURS + 1)
    assert work.read_files() == (1, 0)
    assert FilePage.objects.count() == 1


@pytest.mark.django_db
def test_a_storage_that_is_down_is_asked_again(monkeypatch):
    annex = document(readable.pdf("Naloxone for all who ask for it"))

    def down(*args):
        raise StorageUnavailableError("down")

    with monkeypatch.context() as patch:
        patch.setattr(work, "text_of", down)
        assert work.read_files() == (0, 1)
    row = FileText.objects.get()
    assert (row.state, row.is_searchable) == ("pending", True)
    FileText.objects.update(next_try=annex.created_at)
    assert work.read_files() == (1, 0)


@pytest.mark.django_db
def test_a_file_that_ends_the_worker_is_given_up(monkeypatch):
    document(readable.pdf("Naloxone for all who ask for it"))
    work._note_new()
    FileText.objects.update(attempts=work.ATTEMPTS)
    assert work.read_files() == (0, 1)
    assert FileText.objects.get().state == "failed"


@pytest.mark.django_db
def test_the_text_goes_with_the_file():
    annex = document(readable.pdf("Naloxone for all who ask for it"))
    call_command("read_files")
    annex.delete()
    assert not FilePage.objects.exists()

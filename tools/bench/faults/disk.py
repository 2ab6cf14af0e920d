"""Row 32: the disk of the database and of the files is full, and then there is room again."""

import asyncio
import subprocess
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tools.bench.faults import stand
from tools.bench.faults.person import Person
from tools.bench.figures import Figure, at_most

SIZE, FULL_FOR, PATIENCE = "400m", 40, 120  # MiB; seconds
READ = ["/", "/states/", "/search/?q=naloxone", "/chapters/", "/states/ke/", "/strategies/"]
TITLES = "SELECT title FROM wagtailcore_page WHERE title LIKE 'Round %'"
FILES = "SELECT file FROM wagtaildocs_document"


def disk():
    with _small_disk() as folder:
        more = {"BENCH_MEDIA": str(folder / "media")}
        with stand.portal(folder, **more):
            person = Person(**more)
            if set(statuses := _round(person, "before")) != {302}:
                raise RuntimeError(f"with room enough: {statuses}")
            with _ballast(folder):
                read, saved = _while_full(person)
            back = _until_it_works(person)
            lost, half = _kept(person, folder / "media")
    return _figures(read, saved, back, lost, half)


@contextmanager
def _small_disk():
    folder = Path("/tmp/portal-small-disk")  # noqa: S108  root's, and gone at the end
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
        folder.rmdir()


@contextmanager
def _ballast(folder):
    """The rest of the disk taken by something else."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"0" * 4096)
    try:
        yield
    finally:
        ballast.unlink()


def _round(person, name):
    """Statuses of a draft, its text and its file."""
    status, address = person.begin(f"Round {name}")
    if status != 302:
        return [status]
    text = f"<p>{name} {'lorem ipsum ' * 8000}</p>"
    return [status, person.write(address, text), person.attach(address, f"File {name}")]


def _while_full(person):
    """How often each status came, of reading and of saving."""
    read, saved, end, number = Counter(), Counter(), time.monotonic() + FULL_FOR, 0
    while time.monotonic() < end:
        number += 1
        read.update(asyncio.run(stand.fetch(stand.WEB, address, 60))[0] for address in READ)
        saved.update(_round(person, str(number)))
    return read, saved


def _until_it_works(person):
    """Seconds until a whole round is kept again."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        if set(_round(person, f"after {time.monotonic()}")) == {302}:
            break
        time.sleep(0.2)
    return time.monotonic() - start


def _kept(person, media):
    """(confirmed drafts that are gone, refused drafts or files without a row that are there)"""
    with psycopg.connect(stand.URL) as connection:
        titles = {row[0] for row in connection.execute(TITLES)}
        files = {row[0] for row in connection.execute(FILES)}
    orphans = {str(path.relative_to(media)) for path in media.glob("documents/*")} - files
    return set(person.begun) - titles, (set(person.refused) & titles) | orphans


def _figures(read, saved, back, lost, half):
    wrong = {status for status in read if status != 200}
    unclean = {status for status in saved if status not in {200, 302, 503}}
    return [
        Figure("row 32: reading while the disk is full", str(sum(read[s] for s in wrong)), "0",
               not wrong, f"errors of {read.total()}: {dict(read)}"),
        Figure("row 32: saves neither kept nor refused", str(sum(saved[s] for s in unclean)), "0",
               not unclean, f"of {saved.total()}: {dict(saved)}"),
        Figure("row 32: confirmed drafts lost", str(len(lost)), "0", not lost),
        Figure("row 32: half stored", str(len(half)), "0", not half, f"{sorted(half)[:3]}"),
        at_most("row 32: saved again after there is room", back, 60, unit=" s"),
    ]  # fmt: skip

"""Nothing half written stays, and nothing of a change that was undone."""

import errno
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import transaction

from uploads.storage import WholeFiles, whole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


class Broken(ContentFile):
    """The disk is full after its first half."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def _one_and_a_half():
    default_storage.save("documents/a.txt", ContentFile(b"x"))
    default_storage.save("documents/b.txt", Broken(b""))


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_the_portal_keeps_its_files_in_it():
    assert isinstance(storages["default"], WholeFiles)


def test_a_file_is_kept_as_it_came_and_can_be_read_by_the_server(media):
    name = default_storage.save("documents/a.txt", ContentFile(b"all of it"))
    path = media / name
    assert (path.read_bytes(), oct(path.stat().st_mode)[-3:]) == (b"all of it", "644")
    assert files(media) == [path]


def test_two_of_one_name_are_both_kept(media):
    names = {default_storage.save("documents/a.txt", ContentFile(b"x")) for _ in range(2)}
    assert len(names) == len(files(media)) == 2


@pytest.mark.fault(32)
def test_a_full_disk_leaves_no_half_file(media):
    with pytest.raises(OSError, match="No space"):
        default_storage.save("documents/a.txt", Broken(b""))
    assert files(media) == []


def test_a_change_that_fails_takes_its_files_with_it(media):
    with pytest.raises(OSError, match="No space"), whole():
        _one_and_a_half()
    assert files(media) == []


def test_a_change_that_is_refused_takes_its_files_with_it(media):
    with whole():
        default_storage.save("documents/a.txt", ContentFile(b"x"))
        transaction.set_rollback(True)
    assert files(media) == []


def test_a_change_that_is_made_keeps_them(media):
    with whole():
        default_storage.save("documents/a.txt", ContentFile(b"x"))
    assert len(files(media)) == 1

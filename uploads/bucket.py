"""Uploads and renditions in a bucket (S3), for a portal that runs on several machines.

The bucket stays closed: the portal's own views hand out each file after asking who may see it.
"""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from django.utils.crypto import get_random_string
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from .storage import StorageUnavailableError, note

IN_MEMORY = 1024 * 1024  # bytes of a file that is read; the rest goes into a temporary file
# A bucket that hangs answers the visitor with 503 before gunicorn gives up on the worker (30 s).
PATIENCE = {"connect_timeout": 2, "read_timeout": 8, "retries": {"total_max_attempts": 2}}
# Servers other than Amazon's: the bucket is in the path, and new kinds of checksums are unknown.
COMPATIBLE = {
    "s3": {"addressing_style": "path"},
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


class BucketFiles(S3Storage):
    """Each file under a name of its own, kept only if the change it belongs to is."""

    def get_default_settings(self) -> dict:
        return super().get_default_settings() | {
            "default_acl": None,  # what the bucket says: closed
            "max_memory_size": IN_MEMORY,
            "transfer_config": TransferConfig(use_threads=False),
        }

    def __init__(self, **options) -> None:
        super().__init__(**options)
        self.client_config = Config(**PATIENCE, **(COMPATIBLE if self.endpoint_url else {}))

    def get_available_name(self, name, max_length=None) -> str:
        """In a folder of its own: S3 writes over what has the same name, without a word."""
        folder, base = posixpath.split(name)
        own = posixpath.join(folder, get_random_string(16), base)
        return super().get_available_name(own, max_length)

    def url(self, name, **_options) -> str:
        """The portal's address, as for a folder: nobody is sent to the bucket."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"

    def _save(self, name, content) -> str:
        note(self, name)  # before: an answer that is lost does not say that nothing was kept
        with _answering():
            return super()._save(name, content)

    def _open(self, name, mode="rb") -> File:
        with _answering():
            file = super()._open(name, mode)
            return file.open()  # now: a view that has begun to answer could not say that it failed

    def delete(self, name) -> None:
        with _answering():
            super().delete(name)

    def exists(self, name) -> bool:
        with _answering():
            return super().exists(name)

    def size(self, name) -> int:
        with _answering():
            return super().size(name)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise StorageUnavailableError("The bucket of the uploads cannot be used now.") from error

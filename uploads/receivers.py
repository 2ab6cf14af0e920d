"""Signal receivers: check files that came by no form of ours; give images a random name."""

import uuid
from pathlib import Path

from django.db.models.signals import pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .accept import accept_document, accept_image


def look_at_document(instance, **kwargs) -> None:
    if _is_new(instance.file):
        instance.file = accept_document(instance.file.file)


def look_at_image(instance, **kwargs) -> None:
    if _is_new(instance.file):
        instance.file = accept_image(instance.file.file)
        instance.file_size, instance.file_hash = None, ""  # those were of the file as it was sent


def _is_new(field) -> bool:
    return bool(field) and not field._committed and not getattr(field.file, "accepted", False)


def hide_file_name(instance, **kwargs) -> None:
    """Images are served without asking who looks: the image of a draft must not be guessable."""
    if instance.file and not instance.file._committed:
        instance.file.name = f"{uuid.uuid4().hex}{Path(instance.file.name).suffix.lower()}"


def connect() -> None:
    """In this order: what the check lets in is then renamed."""
    pre_save.connect(look_at_document, get_document_model(), dispatch_uid="uploads.documents")
    pre_save.connect(look_at_image, get_image_model(), dispatch_uid="uploads.images")
    pre_save.connect(hide_file_name, get_image_model(), dispatch_uid="uploads.names")

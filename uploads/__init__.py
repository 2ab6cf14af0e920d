"""What may be kept of what people send: the one door for files, whoever sends them and how.

accept_document() and accept_image() give back the file to keep, under a safe name, or raise
ValidationError with a sentence for the person. Wagtail's forms, the guided form and imports call
them; `guard` looks after every way that does not.
"""

from .accept import (
    accept_document,
    accept_image,
    refuse_unsafe_form,
    refuse_unsafe_translation,
    refuse_unsafe_workbook,
)

__all__ = [
    "accept_document",
    "accept_image",
    "refuse_unsafe_form",
    "refuse_unsafe_translation",
    "refuse_unsafe_workbook",
]

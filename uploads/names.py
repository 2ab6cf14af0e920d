"""Names of files: the last ending counts, and what is kept is plain letters."""

import unicodedata
from pathlib import PurePosixPath

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

LONGEST = 80
# Endings that start a program when a reader's system hides the last one.
RUN = {"app", "bat", "cmd", "com", "exe", "hta", "htm", "html", "jar", "js", "lnk", "msi", "php"}
RUN |= {"pif", "ps1", "py", "scr", "sh", "svg", "vbs", "wsf", "xhtml"}


def kind_of(name) -> str:
    """The ending in small letters; refuses names made to mislead."""
    if any(unicodedata.category(sign) in ("Cc", "Cf") for sign in name):
        raise ValidationError(_("The name of the file has hidden characters. Rename it."))
    endings = [part.lower() for part in name.split(".")[1:]]
    if RUN & {ending.strip() for ending in endings[:-1]}:
        raise ValidationError(_("The name of the file has two endings. Rename it."))
    return endings[-1] if endings else ""


def stem(name) -> str:
    return slugify(anyascii(PurePosixPath(name.replace("\\", "/")).stem))[:LONGEST].strip("-_")


def safe(name, kind) -> str:
    return f"{stem(name) or 'file'}.{kind}"


def titled(title, name) -> str:
    """The name a reader finds in the folder of downloads: the title, in plain letters."""
    kind = PurePosixPath(name).suffix.lstrip(".")
    short = slugify(anyascii(title))[:LONGEST].strip("-_")
    return f"{short or stem(name) or 'file'}.{kind}"

"""Images: opened only when small enough, and painted anew, so that only the picture is kept."""

import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = {"gif": "GIF", "jpeg": "JPEG", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
MOST_PIXELS = 40_000_000
# GIF becomes PNG: what moves is kept as its first picture.
KEPT = {
    "JPEG": ("jpg", "image/jpeg", {"quality": 90, "optimize": True}),
    "PNG": ("png", "image/png", {"compress_level": 6}),
    "GIF": ("png", "image/png", {"compress_level": 6}),
    "WEBP": ("webp", "image/webp", {"quality": 90}),
}


def look_at(file, kind):
    """Reads the head of the file only: nothing is unpacked before its size is known."""
    picture = _opened(file)
    if picture.format != FORMATS[kind]:
        raise ValidationError(_("The name of the image says another type than its content."))
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(_("The image has too many pixels (more than 40 million)."))


def painted_anew(file, stem):
    picture = _opened(file)
    ending, content_type, options = KEPT[picture.format]
    try:
        pixels = _pixels(picture)
        kept = io.BytesIO()
        pixels.save(kept, "PNG" if ending == "png" else picture.format, **options)
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise ValidationError(_("The image is damaged or not complete.")) from error
    return SimpleUploadedFile(f"{stem or 'image'}.{ending}", kept.getvalue(), content_type)


def _pixels(picture):
    """The upright picture, without what else the file said."""
    upright = ImageOps.exif_transpose(picture)
    clear = upright.has_transparency_data and picture.format != "JPEG"
    pixels = upright.convert("RGBA" if clear else "RGB")
    pixels.info = {}
    return pixels


def _opened(file):
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(file, formats=sorted(set(FORMATS.values())))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_("The image has too many pixels (more than 40 million).")) from error
    except (OSError, ValueError, SyntaxError) as error:
        text = _("This is not an image that can be kept. Use JPEG, PNG, GIF or WebP.")
        raise ValidationError(text) from error

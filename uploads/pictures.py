"""Images: opened only when small enough, and painted anew, so that only the picture is kept.

Colours are converted to sRGB, which is what browsers and printers take a picture without a
profile for. A JPEG larger than KEPT_PIXELS is decoded at a half, quarter or eighth of its size:
memory stays bounded whatever a camera writes.
"""

import io
import threading
import warnings

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import Image
from pillow_heif import register_heif_opener

from . import colours

# By ending: the formats that the content may have. MPO is a JPEG with a second picture behind it.
FORMATS = {
    "gif": {"GIF"},
    "heic": {"HEIF"},
    "heif": {"HEIF"},
    "jpeg": {"JPEG", "MPO"},
    "jpg": {"JPEG", "MPO"},
    "png": {"PNG"},
    "webp": {"WEBP"},
}
JPEGS = FORMATS["jpg"]
OPENED = ["GIF", "HEIF", "JPEG", "PNG", "WEBP"]
KEPT_PIXELS = 24_000_000
# What cannot be decoded at a part of its size is in memory as a whole.
MOST_PIXELS_AT_ONCE = 50_000_000
ONE_AT_A_TIME = threading.Lock()  # threads of a worker: a picture takes some hundred megabytes
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
JPEG = ("jpg", "JPEG", "image/jpeg", {"quality": 90, "optimize": True})
PNG = ("png", "PNG", "image/png", {"compress_level": 6})
# GIF becomes PNG: what moves is kept as its first picture. HEIC, which browsers do not show, JPEG.
KEPT = {
    "GIF": PNG,
    "HEIF": JPEG,
    "JPEG": JPEG,
    "MPO": JPEG,
    "PNG": PNG,
    "WEBP": ("webp", "WEBP", "image/webp", {"quality": 90}),
}


def prepare() -> None:
    """Tell Pillow, and through it the forms of Django and Wagtail, which images are opened."""
    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


def look_at(file, kind) -> None:
    """Reads the head of the file only: nothing is unpacked before its size is known."""
    picture = _opened(file)
    if picture.format not in FORMATS[kind]:
        raise ValidationError(_("The name of the image says another type than its content."))
    pixels, most = picture.width * picture.height, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if pixels > most:
        raise ValidationError(_too_many(most))
    if pixels > MOST_PIXELS_AT_ONCE and not _can_be_reduced(picture):
        values = {"most": _millions(MOST_PIXELS_AT_ONCE), "jpeg": _millions(most)}
        text = _(
            "The image has more than %(most)s million pixels. Save it smaller, or as an ordinary "
            "(not progressive) JPEG, which may have %(jpeg)s million."
        )
        raise ValidationError(text % values)


def painted_anew(file, stem) -> File:
    picture = _opened(file)
    ending, written_as, content_type, options = KEPT[picture.format]
    try:
        with ONE_AT_A_TIME:
            pixels, kept = _pixels(_reduced(picture), picture), io.BytesIO()
            pixels.save(kept, written_as, **options)
            picture.close()
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise ValidationError(_("The image is damaged or not complete.")) from error
    return SimpleUploadedFile(f"{stem or 'image'}.{ending}", kept.getvalue(), content_type)


def _can_be_reduced(picture) -> bool:
    """A progressive JPEG is held as a whole while it is decoded."""
    return picture.format in JPEGS and "progressive" not in picture.info


def _reduced(picture) -> Image.Image:
    """The picture with at most KEPT_PIXELS; a JPEG is not even decoded larger."""
    pixels = picture.width * picture.height
    part = next(part for part in (1, 2, 4, 8) if pixels <= KEPT_PIXELS * part * part)
    if part == 1:
        return picture
    if picture.format in JPEGS and picture.draft(
        None, (picture.width // part, picture.height // part)
    ):
        return picture
    if picture.mode not in ("RGB", "RGBA", "L", "CMYK"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture.reduce(part)


def _pixels(picture, source) -> Image.Image:
    """The upright picture in sRGB, without what else the file said."""
    upright = _upright(picture, source)
    alpha = None
    if upright.has_transparency_data and source.format not in JPEGS:
        upright = upright.convert("RGBA")
        alpha = upright.getchannel("A")
    pixels = colours.in_srgb(upright, source)
    if alpha is not None:
        pixels.putalpha(alpha)
    pixels.info = {}
    return pixels


def _upright(picture, source) -> Image.Image:
    turn = TURNS.get(source.getexif().get(ORIENTATION))
    return picture if turn is None else picture.transpose(turn)


def _opened(file) -> Image.Image:
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(file, formats=OPENED)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_too_many(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)) from error
    except (OSError, ValueError, SyntaxError) as error:
        text = _("This is not an image that can be kept. Use JPEG, HEIC, PNG, GIF or WebP.")
        raise ValidationError(text) from error


def _too_many(most) -> str:
    return _("The image has too many pixels (more than %s million).") % _millions(most)


def _millions(pixels) -> int:
    return pixels // 1_000_000

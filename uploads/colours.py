"""Conversion of pictures to sRGB: Display P3 of phones, Adobe RGB of cameras, CMYK of printers."""

import io

from PIL import Image, ImageCms

SRGB = ImageCms.createProfile("sRGB")


def in_srgb(picture, source) -> Image.Image:
    """The picture as RGB; `source` is the file as it was opened, with its profile and EXIF."""
    if picture.mode.startswith("I"):  # 16 bits of grey: Pillow would cut off all but the darkest
        picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    profile = source.info.get("icc_profile")
    if picture.mode not in ("RGB", "CMYK", "L", "LAB"):
        picture = picture.convert("RGB")
    converted = _through(profile, picture) if profile else None
    picture = picture if converted is None else converted
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _through(content, picture) -> Image.Image | None:
    """None where the profile is broken, or of another kind of picture than this one."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        if "sRGB" in ImageCms.getProfileDescription(profile) and picture.mode == "RGB":
            return picture
        return ImageCms.profileToProfile(
            picture,
            profile,
            SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None

"""What the Writer and the Calc form share: A4, language, title and author."""

import io

from django.conf import settings
from odfdo import Element

from . import guidance

SPACES = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def prepare(document, title, styles, landscape=False) -> None:
    meta = document.meta
    meta.title, meta.language = title, guidance.language()
    meta.initial_creator = meta.creator = settings.WAGTAIL_SITE_NAME
    meta.generator = settings.WAGTAIL_SITE_NAME
    _shape(document, *((29.7, 21) if landscape else (21, 29.7)))
    _speak(document)
    _number_no_headings(document)
    add_styles(document, styles.format(mode="rl-tb" if guidance.is_right_to_left() else "lr-tb"))


def _shape(document, width, height) -> None:
    for layout in document.styles.root.get_elements("//style:page-layout-properties"):
        layout.set_attribute("fo:page-width", f"{width}cm")
        layout.set_attribute("fo:page-height", f"{height}cm")
        layout.set_attribute(
            "style:print-orientation", "landscape" if width > height else "portrait"
        )
        for side in ("top", "bottom", "left", "right"):
            layout.set_attribute(f"fo:margin-{side}", "2cm")
        if width > height:
            layout.set_attribute("style:scale-to-X", "1")
            layout.set_attribute("style:scale-to-Y", "0")


def _speak(document) -> None:
    """odfdo's templates say French."""
    language, _hyphen, country = guidance.language().partition("-")
    for text in document.styles.root.get_elements("//style:default-style/style:text-properties"):
        for suffix, prefix in (("", "fo:"), ("-asian", "style:"), ("-complex", "style:")):
            text.set_attribute(f"{prefix}language{suffix}", language)
            text.set_attribute(f"{prefix}country{suffix}", country)


def _number_no_headings(document) -> None:
    for level in document.styles.root.get_elements("//text:outline-level-style"):
        level.set_attribute("style:num-format", "")
        for name in ("style:num-suffix", "loext:num-list-format"):
            level.del_attribute(name)


def add_styles(document, xml) -> None:
    holder = Element.from_tag(f"<office:automatic-styles {SPACES}>{xml}</office:automatic-styles>")
    for style in holder.children:
        document.insert_style(style, automatic=True)


def save(document, file) -> None:
    # Shortcuts and a picture of the person who made odfdo's templates.
    for remove, paths in (
        (document.del_part, document.get_parts()),
        (document.manifest.del_full_path, document.manifest.get_paths()),
    ):
        for path in paths:
            if path.startswith(("Configurations2/", "Thumbnails/")):
                remove(path)
    kept = io.BytesIO()
    document.save(kept)
    file.write(kept.getvalue())

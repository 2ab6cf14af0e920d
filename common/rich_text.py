"""Wagtail's rich-text editor, opened on any stored text and closed on clean text only."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest
from wagtail.admin.rich_text import DraftailRichTextArea

from .sanitise import clean_html, text_to_html
from .typed_text import to_text


class RichTextArea(DraftailRichTextArea):
    def format_value(self, value: str | None) -> str:
        html = clean_html(value)
        shown: str
        try:
            shown = super().format_value(html)
        # Wagtail's reader asserts and looks up as it goes; whatever it stumbles over, the words
        # can be edited.
        except Exception:
            shown = super().format_value(text_to_html(to_text(html)))
        return shown

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> str | None:
        try:
            html = super().value_from_datadict(data, files, name)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise BadRequest(f"{name} is not what the editor sends.") from error
        return None if html is None else clean_html(html)

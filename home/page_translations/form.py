"""Side-by-side form: each English passage beside the field for its translation."""

from collections.abc import Iterator

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import get_rich_text_editor_widget

from common.in_language import interface_code
from common.labels import field_label
from practices.diff import marked_difference
from practices.models import Worded

from .models import PageTranslation
from .readable import readable
from .words import RICH, changed_fields, digest, english_of


class TranslationForm(forms.Form):
    """`english_seen` is a digest of the English words that the officer has in front of them."""

    english_seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, page: Worded, language: str, stored: PageTranslation | None, data=None
    ) -> None:
        self.page, self.stored = page, stored
        self.english = english_of(page)
        self.changed = changed_fields(stored.english, self.english) if stored else []
        words = stored.words if stored else {}
        super().__init__(data, initial=words | {"english_seen": digest(self.english)})
        for name in self.english:
            self.fields[name] = self._field(name, language)

    def _field(self, name: str, language: str) -> forms.Field:
        code = interface_code(language)
        attrs = {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
        field = self.page._meta.get_field(name)
        label = field_label(self.page, name)
        if name in RICH:
            widget = get_rich_text_editor_widget(features=field.features)
            widget.attrs.update(attrs)
            # A label points at the hidden field; what is written in has no name without this.
            widget.options["ariaLabelledBy"] = f"name-id_{name}"
            return forms.CharField(label=label, widget=widget)
        widget = forms.Textarea(attrs={"rows": 2, **attrs})
        return forms.CharField(label=label, widget=widget, max_length=field.max_length)

    def clean(self) -> None:
        """The form is shown again with the new English and with what was typed."""
        if self.cleaned_data["english_seen"] != digest(self.english):
            self.data = self.data.copy()
            self.data["english_seen"] = digest(self.english)
            raise forms.ValidationError(
                _("The English page has changed while you were writing. Look at it again below.")
            )

    def rows(self) -> Iterator[dict]:
        for name, text in self.english.items():
            yield {
                "bound": self[name],
                "english": text,
                "is_rich": name in RICH,
                "marked": self._marked(name) if name in self.changed else "",
            }

    def gone(self) -> list[str]:
        """Labels of what English no longer says."""
        names = [name for name in self.changed if name not in self.english]
        return [field_label(self.page, name) for name in names]

    def _marked(self, name: str) -> SafeString:
        """What English said when it was translated, against what it says now."""
        then, now = self.stored.english.get(name, ""), self.english[name]
        return marked_difference(readable(then), readable(now))

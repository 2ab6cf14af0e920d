"""Form fields that clean what is typed and read dates with one reading only, and choices."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from .dates import read_date, read_moment, read_year
from .in_language import attributes
from .text import clean, clean_line, is_blank


class CharField(forms.CharField):
    """A text area keeps its lines, everything else is one line; what shows nothing is empty."""

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        if not isinstance(text, str) or is_blank(text):
            return self.empty_value
        return clean(text) if isinstance(self.widget, forms.Textarea) else clean_line(text)


class DateField(forms.DateField):
    def to_python(self, value: object) -> date | None:
        return None if value in self.empty_values else read_date(value)


class DateTimeField(forms.DateTimeField):
    def to_python(self, value: object) -> datetime | None:
        if value in self.empty_values:
            return None
        return read_moment(value, timezone.get_current_timezone())


class YearField(forms.IntegerField):
    def to_python(self, value: object) -> int | None:
        return None if value in self.empty_values else read_year(value)


class SelectOfTerms(forms.Select):
    """Says of each label in which language it is, where it is not that of the page."""

    def create_option(
        self, name: str, value: Any, label: int | str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"] |= attributes(label)
        return option

"""The address of /coverage/: two axes, and the filters of the search."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import SelectOfTerms
from search.choices import choices_of
from search.facets import BY_NAME
from search.forms import SearchForm
from search.query import SearchQuery, Selected

from .matrix import AXES, terms

ROWS, COLUMNS = "challenge", "chapter"


class CoverageForm:
    """Never refuses: what it does not know is left out, and `notices` says so."""

    def __init__(self, params: QueryDict) -> None:
        self.params = params
        self.search = SearchForm(params)
        self.search.is_valid()
        self.notices: list[str] = []
        self.rows = self._axis("rows", ROWS)
        self.columns = self._axis("columns", COLUMNS)
        if self.rows == self.columns:
            self.columns = next(name for name in AXES if name != self.rows)
            self.notices.append(_("Rows and columns were the same, so the columns were changed."))

    def _axis(self, name: str, default: str) -> str:
        written = self.params.get(name) or default
        if written in AXES:
            return written
        self.notices.append(_("“%s” is neither chapter, challenge nor region.") % written[:60])
        return default

    @cached_property
    def query(self) -> SearchQuery:
        """The search behind the table, without words."""
        return SearchQuery(selected=self.selected)

    @cached_property
    def selected(self) -> dict[str, tuple[str, ...]]:
        """{facet: keys} as the search reads them."""
        chosen = self.search.query.selected if self.search.is_valid() else {}
        self.notices += self.search.notices
        return dict(chosen)


class ShownForm(forms.Form):
    """The form that is shown: axes, then the filters that are not an axis."""

    rows = forms.ChoiceField(label=gettext_lazy("Rows"))
    columns = forms.ChoiceField(label=gettext_lazy("Columns"))

    def __init__(self, rows: str, columns: str, **kwargs: Any) -> None:
        super().__init__(**kwargs, auto_id="%s")
        axes = [(name, BY_NAME[name].label) for name in AXES]
        for name in ("rows", "columns"):
            cast(forms.ChoiceField, self.fields[name]).choices = axes
        self.fields["type"] = self._filter("type", _types(), _("Practices and strategies"))
        for name in AXES:
            if name not in (rows, columns):
                self.fields[name] = self._filter(name, choices_of(name)[0][1], _("All"))
        self.fields["year"] = forms.MultipleChoiceField(
            label=BY_NAME["year"].label,
            choices=terms("year"),
            widget=forms.CheckboxSelectMultiple,
        )

    @classmethod
    def of(cls, rows: str, columns: str, selected: Selected) -> "ShownForm":
        initial: dict[str, object] = {name: keys[0] for name, keys in selected.items()}
        initial |= {"rows": rows, "columns": columns, "year": selected.get("year", ())}
        return cls(rows, columns, initial=initial)

    def _filter(self, name: str, choices: Iterable[Any], everything: str) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=BY_NAME[name].label, choices=[("", everything), *choices], widget=SelectOfTerms
        )


def _types() -> Iterator[tuple[str, Any]]:
    """Those of the record are a group of their own."""
    for group, options in choices_of("type"):
        if group:
            yield group, options
        else:
            yield from options

"""The only reader of a search address: turns request.GET into a SearchQuery and plain notices."""

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.text import bare
from search.query import SearchQuery

from . import years
from .asking import ask_for
from .choices import known_keys
from .facets import FACETS, Facet
from .query import OFF, RELEVANCE, SORTS

TEXT_MAX_LENGTH = 5000  # characters that are read; more hardly fits an address
KEYS_MAX_NUMBER = 200  # of one facet; all 193 Member States fit
PAGE_MAX = 10_000


class SearchForm(forms.Form):
    """Refuses no search: leaves out a value it does not know, and says so."""

    q = forms.CharField(
        required=False,
        label=gettext_lazy("Search practices and strategies"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    data: QueryDict

    sort = forms.CharField(required=False)
    exact = forms.CharField(required=False)
    meaning = forms.CharField(required=False)
    page = forms.CharField(required=False)

    def __init__(self, params: QueryDict) -> None:
        super().__init__(_cleaned(params))
        self.notices: list[str] = []

    def clean_q(self) -> str:
        text: str = self.cleaned_data["q"]
        if len(text) <= TEXT_MAX_LENGTH:
            return text
        notice = _("The text is long; its first %d characters were searched for.")
        self.notices.append(notice % TEXT_MAX_LENGTH)
        return text[:TEXT_MAX_LENGTH].rpartition(" ")[0] or text[:TEXT_MAX_LENGTH]

    def clean_sort(self) -> str:
        sort = self.cleaned_data["sort"] or RELEVANCE
        if sort not in SORTS:
            self.notices.append(_("Results cannot be sorted by “%s”.") % sort[:60])
            return RELEVANCE
        return sort

    def clean_page(self) -> int:
        written = self.cleaned_data["page"] or "1"
        if not written.isdecimal() or len(written) > 12 or int(written) < 1:
            self.notices.append(_("“%s” is not a page number; this is page 1.") % written[:60])
            return 1
        return min(int(written), PAGE_MAX)

    @cached_property
    def query(self) -> SearchQuery:
        """The search asked for; what was left out of it is in `notices` from then on."""
        self.is_valid()
        return ask_for(
            self.cleaned_data["q"],
            exact=self.cleaned_data["exact"] == "1",
            meaning=self.cleaned_data["meaning"] != OFF,
            selected=self._selected(),
            sort=self.cleaned_data["sort"],
            page=self.cleaned_data["page"],
            page_size=settings.SEARCH_PAGE_SIZE,
        )

    def _selected(self) -> dict[str, tuple[str, ...]]:
        chosen = {facet.name: self._keys(facet) for facet in FACETS if facet.name in self.data}
        chosen[years.YEAR] = self._years(chosen.get(years.YEAR, ()))
        return {name: keys for name, keys in chosen.items() if keys}

    def _years(self, single: tuple[str, ...]) -> tuple[str, ...]:
        span = years.between(self.data, self.notices)
        return (*span, *(key for key in single if key not in span))

    def _keys(self, facet: Facet) -> tuple[str, ...]:
        written = [value for value in self.data.getlist(facet.name)[:KEYS_MAX_NUMBER] if value]
        known = known_keys()[facet.name]
        keys = {value: facet.normalise(value) for value in written}
        for value in [value for value, key in keys.items() if key not in known]:
            notice = _("%(facet)s “%(value)s” is not known; it was left out.")
            self.notices.append(notice % {"facet": facet.label, "value": value[:60]})
        return tuple(dict.fromkeys(key for key in keys.values() if key in known))


def _cleaned(params: QueryDict) -> QueryDict:
    cleaned = params.copy()
    for name, values in params.lists():
        cleaned.setlist(name, [bare(value) for value in values])
    return cleaned

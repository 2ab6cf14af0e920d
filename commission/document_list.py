"""/documents/: the public documents, by body, year and kind, and by parts of their symbols."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page as WagtailPage

from common.forms import SelectOfTerms
from common.symbols import parse
from common.text import bare
from practices.querysets import ContributionQuerySet

from .models import Body, DocumentIndexPage, DocumentPage
from .symbol_words import KINDS, SERIES, natural
from .symbols import document_named

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # of the tools, not installed with the portal

PER_PAGE = 50
LONGEST = 200  # characters of what is typed


def lead_to_document(page: WagtailPage, request: HttpRequest, *args: object) -> HttpResponse | None:
    """A Wagtail hook: /documents/?symbol=… leads to the document, however the symbol is written."""
    if not isinstance(page, DocumentIndexPage):
        return None
    document = document_named(request.GET.get("symbol", ""))
    return redirect(document.url) if document else None


class Filters(forms.Form):
    """What is not known is left out: no address of the list is refused."""

    symbol = forms.CharField(
        label=_("Symbol or words of the title"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    body = forms.ChoiceField(label=_("Body"), required=False, widget=SelectOfTerms)
    year = forms.ChoiceField(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, params: QueryDict, pages: ContributionQuerySet) -> None:
        super().__init__(params, auto_id="documents-%s")
        bodies = Body.objects.public().filter(records__in=pages).distinct()
        years = pages.order_by("-start_year").values_list("start_year", flat=True).distinct()
        found = {*pages.values_list("series", flat=True), *pages.values_list("suffix", flat=True)}
        self._offer("body", ((body.code, body.label) for body in bodies))
        self._offer("year", ((str(year), str(year)) for year in years if year))
        self._offer("kind", ((key, capfirst(KINDS[key])) for key in KINDS if key in found))

    def _offer(self, name: str, choices: "Iterable[tuple[str, StrOrPromise]]") -> None:
        self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    @cached_property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        chosen = {name: bare(value) for name, value in self.cleaned_data.items()}
        return {name: value for name, value in chosen.items() if value}


class DocumentList:
    """What the template reads; each part is made once, when it is asked for."""

    def __init__(self, params: QueryDict) -> None:
        self.pages = DocumentPage.objects.published().order_by()
        self.form = Filters(params, self.pages)
        self._number = params.get("page", "1")

    @cached_property
    def documents(self) -> Page:
        """A page of the list; of a number that does not exist the nearest."""
        rows = self._filtered().values_list("pk", "start_year", "symbol")
        ordered = sorted(rows, key=lambda row: (-(row[1] or 0), natural(row[2])))
        page = Paginator([pk for pk, _year, _symbol in ordered], PER_PAGE).get_page(self._number)
        shown = self.pages.filter(pk__in=list(page.object_list))
        by_id = {
            each.pk: each
            for each in shown.select_related("body").prefetch_related("files", "joint_symbols")
        }
        page.object_list = [by_id[pk] for pk in page.object_list]
        return page

    @property
    def is_narrowed(self) -> bool:
        return bool(self.form.chosen)

    @property
    def address(self) -> str:
        """The filters, for links to other pages of the list."""
        return urlencode(self.form.chosen)

    def _filtered(self) -> ContributionQuerySet:
        chosen, pages = self.form.chosen, self.pages
        if text := chosen.get("symbol"):
            pages = pages.filter(pk__in=self.pages.filter(_named(text)).values("pk"))
        if body := chosen.get("body"):
            pages = pages.filter(body__code=body)
        if year := chosen.get("year"):
            pages = pages.filter(start_year=year)
        if kind := chosen.get("kind"):
            pages = pages.filter(**{"series" if kind in SERIES else "suffix": kind})
        return pages


def _named(text: str) -> Q:
    """Symbols that begin as the text does, or titles and symbols that hold it."""
    condition = Q(title__icontains=text) | Q(symbol__icontains=text)
    if symbol := parse(text):
        below = f"{symbol.key}/"
        condition |= Q(symbol_key__startswith=below) | Q(
            joint_symbols__symbol_key__startswith=below
        )
    return condition

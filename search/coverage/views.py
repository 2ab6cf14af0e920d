from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from common.generations import kept_for_generation
from search import scope
from search.facets import BY_NAME
from search.kinds import Side
from search.query import SearchQuery

from .forms import CoverageForm, ShownForm
from .matrix import bars, matrix
from .members import Members
from .states import groups

CHARTS = {"chapter": _("By chapter"), "challenge": _("By challenge"), "region": _("By region")}


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The matrix, a chart of each axis, and the States that have shared; 200 whatever is asked."""
    form = CoverageForm(request.GET)
    shown = _shown(form.rows, form.columns, tuple(form.selected.items()))
    context = {"form": form, "shown": shown, "is_shared": _is_shared(form.query)}
    return render(request, "search/coverage/coverage_page.html", context)


class Shown(NamedTuple):
    """The parts of the page that public content decides, as HTML."""

    form: SafeString
    counts: SafeString


@kept_for_generation
def _shown(rows: str, columns: str, chosen: tuple[tuple[str, tuple[str, ...]], ...]) -> Shown:
    query = SearchQuery(selected=(selected := dict(chosen)))
    members = Members(query.sides)
    context = {
        "axes": {"rows": BY_NAME[rows].label, "columns": BY_NAME[columns].label},
        "matrix": (found := matrix(rows, columns, selected, members)),
        "counted": scope.counted(query, found.total),
        "is_shared": _is_shared(query),
        "charts": [(name, title, bars(name, selected, members)) for name, title in CHARTS.items()],
        "groups": groups(selected, members),
    }
    form = {"fields": ShownForm.of(rows, columns, selected)}
    return Shown(
        render_to_string("search/coverage/form.html", form),
        render_to_string("search/coverage/counts.html", context),
    )


def _is_shared(query: SearchQuery) -> bool:
    return query.sides == (Side.SHARED,)

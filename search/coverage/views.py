from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from search import scope
from search.facets import BY_NAME
from search.kinds import Side

from .forms import CoverageForm
from .matrix import bars, matrix
from .members import Members
from .states import groups

CHARTS = {"chapter": _("By chapter"), "challenge": _("By challenge"), "region": _("By region")}


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The matrix, a chart of each axis, and the States that have shared; 200 whatever is asked."""
    form = CoverageForm(request.GET)
    selected, members = form.selected, Members(form.query.sides)
    context = {
        "form": form,
        "axes": {"rows": BY_NAME[form.rows].label, "columns": BY_NAME[form.columns].label},
        "matrix": (found := matrix(form.rows, form.columns, selected, members)),
        "counted": scope.counted(form.query, found.total),
        "is_shared": form.query.sides == (Side.SHARED,),
        "charts": [(name, title, bars(name, selected, members)) for name, title in CHARTS.items()],
        "groups": groups(selected, members),
    }
    return render(request, "search/coverage/coverage_page.html", context)

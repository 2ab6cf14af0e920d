from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from search.facets import BY_NAME

from .forms import CoverageForm
from .matrix import bars, matrix
from .states import groups

CHARTS = {"chapter": _("By chapter"), "challenge": _("By challenge"), "region": _("By region")}


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The matrix, a chart of each axis, and the States that have shared; 200 whatever is asked."""
    form = CoverageForm(request.GET)
    selected = form.selected
    context = {
        "form": form,
        "axes": {"rows": BY_NAME[form.rows].label, "columns": BY_NAME[form.columns].label},
        "matrix": matrix(form.rows, form.columns, selected),
        "charts": [(name, title, bars(name, selected)) for name, title in CHARTS.items()],
        "groups": groups(selected),
    }
    return render(request, "search/coverage/coverage_page.html", context)

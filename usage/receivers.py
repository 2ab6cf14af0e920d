"""What is counted: the searches of visitors, and what they filter by."""

from django.core.signals import request_finished

from search import years
from search.facets import BY_NAME
from search.views import searched

from . import counters
from .models import DailyCount
from .visitors import is_visitor
from .words import harmless

Kind = DailyCount.Kind
FILTERS = {*BY_NAME, years.FROM, years.TO}


def count_search(request, query, total, **kwargs) -> None:
    # A further page is the same search, read on.
    if query.page != 1 or not is_visitor(request):
        return
    counters.add(Kind.SEARCH)
    words = harmless(query.text)
    if words and not total:
        counters.add(Kind.NOTHING, words)
    for name, value in query.to_params():
        if name in FILTERS:
            counters.add(Kind.FILTER, f"{name}={value}")


searched.connect(count_search, dispatch_uid="usage")
request_finished.connect(counters.write_if_due, dispatch_uid="usage")

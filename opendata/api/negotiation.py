"""The language and the form of an answer."""

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, JsonResponse
from rdflib import Graph

from opendata import dcat
from opendata.jsonld import LD_JSON
from opendata.languages import speaking

TURTLE = "text/turtle"


def in_language(view) -> Callable:
    """Labels come in the visitor's language; the middleware says which it was."""

    @wraps(view)
    def spoken(request, *args, **kwargs) -> dict | HttpResponse:
        with speaking(request) as language:
            request.answered_in = language
            return view(request, *args, **kwargs)

    return spoken


def catalogue_in_preferred_form(request) -> HttpResponse:
    """DCAT as JSON-LD, or as Turtle for whoever prefers it."""
    catalogue = dcat.catalogue()
    if request.get_preferred_type([LD_JSON, "application/json", TURTLE]) != TURTLE:
        return linked_data(catalogue)
    graph = Graph().parse(data=json.dumps(catalogue), format="json-ld")
    return HttpResponse(graph.serialize(format="turtle"), content_type=f"{TURTLE}; charset=utf-8")


def linked_data(thing) -> HttpResponse:
    return JsonResponse(thing, content_type=LD_JSON, json_dumps_params={"ensure_ascii": False})

"""The language and the form of an answer."""

from functools import wraps

from django.http import JsonResponse

from opendata.jsonld import LD_JSON
from opendata.languages import speaking


def in_language(view):
    """Labels come in the visitor's language; the middleware says which it was."""

    @wraps(view)
    def spoken(request, *args, **kwargs):
        with speaking(request) as language:
            request.answered_in = language
            return view(request, *args, **kwargs)

    return spoken


def linked_data(thing):
    return JsonResponse(thing, content_type=LD_JSON, json_dumps_params={"ensure_ascii": False})

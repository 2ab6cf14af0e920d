"""/oai/: OAI-PMH 2.0, by which libraries and catalogues take over what is new."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from common.http import absolute_url
from common.text import xml_safe

from . import arguments, xml
from .errors import OaiError
from .verbs import ANSWERS

UNECHOED = {"badVerb", "badArgument"}  # after these the protocol wants no arguments repeated


@csrf_exempt  # changes nothing; the protocol asks for POST as well
@require_http_methods(["GET", "POST"])
def oai(request) -> HttpResponse:
    params = request.POST if request.method == "POST" else request.GET
    with translation.override("en"):
        answer = xml.to_bytes(_answer(params, absolute_url(reverse("oai"))))
    return HttpResponse(answer, content_type="text/xml; charset=utf-8")


def _answer(params, address) -> Any:
    root = xml.root()
    xml.add(root, "responseDate", xml.seconds(timezone.now()))
    request = xml.add(root, "request", address)
    try:
        verb, given = arguments.read(params)
        element = xml.add(root, verb)
        ANSWERS[verb](element, given, address)
    except OaiError as error:
        del root[2:]
        xml.add(root, "error", error, code=error.code)
        given = {} if error.code in UNECHOED else params.dict()
        request.attrib.update({name: xml_safe(value) for name, value in given.items()})
        return root
    request.attrib.update({"verb": verb} | given)
    return root

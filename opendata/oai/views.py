"""/oai/: OAI-PMH 2.0, by which libraries and catalogues take over what is new."""

import re
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

_NAME = r"[A-Za-z0-9\-_.!~*'()]+"
FORMS = {
    "metadataPrefix": re.compile(_NAME).fullmatch,
    "set": re.compile(f"{_NAME}(:{_NAME})*").fullmatch,
}
UNECHOED = {"badVerb", "badArgument"}  # after these the protocol wants no arguments repeated


@csrf_exempt  # changes nothing; the protocol asks for POST as well
@require_http_methods(["GET", "POST"])
def oai(request) -> HttpResponse:
    params = request.POST if request.method == "POST" else request.GET
    with translation.override("en"):
        answer = xml.to_bytes(_answer(params, absolute_url(reverse("oai"))))
    return HttpResponse(answer, content_type="text/xml; charset=utf-8")


def _echoed(given: dict) -> dict:
    """Arguments in the form the schema wants of them; what has another form is not repeated."""
    texts = {name: xml_safe(value) for name, value in given.items()}
    return {name: text for name, text in texts.items() if name not in FORMS or FORMS[name](text)}


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
        request.attrib.update({} if error.code in UNECHOED else _echoed(params.dict()))
        return root
    request.attrib.update({"verb": verb} | given)
    return root

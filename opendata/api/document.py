"""The API object: errors as problems, and an OpenAPI document that says so."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from opendata.jsonld import LD_JSON
from opendata.languages import speaking
from opendata.problems import PROBLEM_JSON, problem, title_of

from .faults import fault_of
from .negotiation import TURTLE
from .page import HumanPage

# Lazy, as every text here, in .operations and .schemas: the document is in the language of its
# address.
DESCRIPTION = _(
    "Practices and strategies that Member States have made public, and the Commission’s record. "
    "Reading only, no key needed. "
    "Ids are stable; `identifier` is the address to cite. Ask for application/ld+json to get "
    "schema.org. Answers carry an ETag: send it back in If-None-Match."
)
SUCCESS = _("What was asked for")
LINKED = {"schema": {"type": "object"}}


class PortalAPI(NinjaAPI):
    def __init__(self) -> None:
        super().__init__(
            title=_("Good Practice Portal"),
            version="1",
            urls_namespace="api-v1",
            description=DESCRIPTION,
            docs=HumanPage(),
        )
        self.add_exception_handler(ValidationError, _invalid)
        self.add_exception_handler(Http404, _missing)

    def get_openapi_schema(self, **options) -> Any:
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                _declare_forms(operation["responses"])
        dataset = next(item for path, item in schema["paths"].items() if path.endswith("/dataset"))
        dataset["get"]["responses"][200]["content"][TURTLE] = {"schema": {"type": "string"}}
        return schema


def _declare_forms(responses) -> None:
    """Errors are problems; what succeeds comes as JSON-LD to whoever asks for it."""
    for status, response in responses.items():
        content = response.get("content", {})
        response["description"] = SUCCESS if status == 200 else title_of(status)
        if int(status) >= 400:
            response["content"] = {PROBLEM_JSON: content["application/json"]}
        else:
            content[LD_JSON] = LINKED


def _invalid(request, error) -> HttpResponse:
    with speaking(request):
        faults = [fault_of(each) for each in error.errors]
        return problem(422, _("A parameter cannot be understood."), errors=faults)


def _missing(request, error) -> HttpResponse:
    with speaking(request):
        return problem(404, _("There is nothing at this address."))

"""The OpenAPI document as a page for people, in the portal's own look."""

from django.http import HttpResponse
from django.shortcuts import render
from ninja.openapi.docs import DocsBase


class HumanPage(DocsBase):
    def render_page(self, request, api, **kwargs) -> HttpResponse:
        schema = api.get_openapi_schema()
        context = {
            "schema": schema,
            "operations": [_operation(path, item["get"]) for path, item in schema["paths"].items()],
            "schema_url": self.get_openapi_url(api, kwargs),
        }
        return render(request, "opendata/api.html", context)


def _operation(path, operation) -> dict:
    return {
        "path": path,
        "anchor": operation["operationId"].rsplit("operations_", 1)[-1],
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": [_parameter(each) for each in operation.get("parameters", [])],
    }


def _parameter(parameter) -> dict:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "required": parameter["required"],
        "description": schema.get("description") or parameter.get("description", ""),
        "values": _values(schema),
    }


def _values(schema) -> list:
    choices = [schema, *schema.get("anyOf", [])]
    return next((choice["enum"] for choice in choices if "enum" in choice), [])

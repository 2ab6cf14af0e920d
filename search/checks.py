"""System checks of the search's configuration."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

if TYPE_CHECKING:
    from practices.models import ContributionPage

RESERVED = {"q", "sort", "page", "exact", "meaning"}


@register
def check_facets(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[Error]:
    """Facet names are parameters of the address: unique, and none that means something else."""
    from .facets import FACETS

    names = [facet.name for facet in FACETS]
    clashes = {name for name in names if names.count(name) > 1} | (RESERVED & set(names))
    return [Error(f"Two things are called “{name}”.", id="portal.E001") for name in clashes]


@register
def check_editors_search(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[Error]:
    """Editors must find pages when Elasticsearch is down."""
    backends = settings.WAGTAILSEARCH_BACKENDS.values()
    if all(backend["BACKEND"] == "wagtail.search.backends.database" for backend in backends):
        return []
    return [Error("WAGTAILSEARCH_BACKENDS must stay on the database.", id="portal.E002")]


@register
def check_contribution_types(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[Error]:
    """A type of contribution without an address or a template would fail only when visited."""
    from practices.models import ContributionPage

    return [
        Error(f"{model.__name__} lacks {what}.", obj=model, id="portal.E003")
        for model in ContributionPage.__subclasses__()
        for what in _missing(model)
    ]


def _missing(model: type["ContributionPage"]) -> Iterator[str]:
    if not getattr(model, "address_prefix", ""):
        yield "address_prefix"
    if not getattr(model, "type_label", ""):
        yield "type_label"
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield f"its template {model.template}"

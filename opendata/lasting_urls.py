"""Addresses that programs keep, the same whatever the language of who asks."""

from django.urls import path

from . import citations, views
from .oai.views import oai

urlpatterns = [
    path(".well-known/api-catalog", views.api_catalogue, name="api_catalogue"),
    path("oai/", oai, name="oai"),
    path("id/<int:public_id>/", citations.citation, name="citation"),
    path("id/<int:public_id>/reference.<slug:file_format>", citations.reference, name="reference"),
    path("id/<int:public_id>/v<int:number>/", citations.citation_version, name="citation_version"),
]

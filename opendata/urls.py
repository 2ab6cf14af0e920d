from django.urls import path

from . import citations, views
from .api import api
from .exports.views import export
from .feeds import SearchFeed
from .oai.views import oai

urlpatterns = [
    path(".well-known/api-catalog", views.api_catalogue, name="api_catalogue"),
    path("open-data/", views.open_data, name="open_data"),
    path("open-data/dump/<str:name>", views.dump_file, name="dump_file"),
    path("api/v1/", api.urls),
    path("search/export.<slug:form>", export, name="search_export"),
    path("search/feed/", SearchFeed(), name="search_feed"),
    path("oai/", oai, name="oai"),
    path("id/<int:public_id>/", citations.citation, name="citation"),
    path("id/<int:public_id>/reference.<slug:form>", citations.reference, name="reference"),
    path("id/<int:public_id>/v<int:number>/", citations.citation_version, name="citation_version"),
]

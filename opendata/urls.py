"""Addresses of pages, lists and files, below the prefix of each language."""

from django.urls import path

from . import views
from .api import api
from .exports.views import export
from .feeds import SearchFeed

urlpatterns = [
    path("open-data/", views.open_data, name="open_data"),
    path("open-data/dump/<str:name>", views.dump_file, name="dump_file"),
    path("api/v1/", api.urls),
    path("search/export.<slug:file_format>", export, name="search_export"),
    path("search/feed/", SearchFeed(), name="search_feed"),
]

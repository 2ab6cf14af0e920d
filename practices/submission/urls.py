"""Addresses of the guided form."""

from django.http import HttpResponse
from django.urls import path


def later(request, **kwargs):
    return HttpResponse()


urlpatterns = [
    path("", later, name="submissions"),
    path("<int:page_id>/", later, name="submission_overview"),
    path("<int:page_id>/<slug:step>/", later, name="submission_step"),
]

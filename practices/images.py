"""Serves the renditions of images: public while a page that carries the image is."""

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import etag
from wagtail.images import get_image_model

from .own_files import may_open


def serve_rendition(request, name) -> HttpResponseBase:
    """The file of a rendition; 404 for an image that no published page shows."""
    rendition_model = get_image_model().renditions.rel.related_model
    rendition = rendition_model.objects.filter(file=f"images/{name}").first()
    if rendition is None or not may_open(request.user, rendition.image):
        raise Http404
    return _file(request, rendition)


@etag(lambda request, rendition: f'"{rendition.file.name}"')  # a rendition never changes
def _file(request, rendition) -> HttpResponseBase:
    try:
        return FileResponse(rendition.file.open())
    except FileNotFoundError as error:
        raise Http404 from error

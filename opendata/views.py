"""/open-data/: every way to take the data along, for people; and the nightly files."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import dump


@require_safe
def open_data(request):
    made_at = dump.made_at()
    context = {
        "made_at": made_at if dump.is_sound(made_at) else None,
        "files": list(dump.FILES),
        "licence_name": settings.OPEN_DATA_LICENCE_NAME or settings.OPEN_DATA_LICENCE_URL,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
        "requests": settings.OPEN_DATA_REQUESTS,
        "exports": settings.OPEN_DATA_EXPORTS,
    }
    return render(request, "opendata/open_data.html", context)


@require_safe
def dump_file(request, name):
    """One of the nightly files; none while they hold something withdrawn since."""
    made_at = dump.made_at()
    if name not in dump.FILES or made_at is None:
        raise Http404
    if not dump.is_sound(made_at):
        text = _("The files are being updated. Try again in a few minutes.")
        return HttpResponse(text, status=503, headers={"Retry-After": "600"})
    path = settings.OPEN_DATA_DIR / dump.CURRENT / name
    response = FileResponse(path.open("rb"), content_type=dump.FILES[name])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

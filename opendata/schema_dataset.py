"""The whole data set as a Dataset of schema.org, which search engines of data sets read."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from common.http import absolute_url
from taxonomy.languages import Language

from . import dcat, dump_files


def describe() -> dict:
    page, made_at = absolute_url(reverse("open_data")), dump_files.made_at()
    files = dump_files.listed()
    thing = {
        "@type": "Dataset",
        "@id": f"{page}#dataset",
        "name": _("Practices and strategies on drug policy, shared by Member States"),
        "description": dcat.description(),
        "url": page,
        "identifier": f"{page}#dataset",
        "inLanguage": list(Language.values),
        "isAccessibleForFree": True,
        "creator": {
            "@type": "Organization",
            "name": _("Commission on Narcotic Drugs"),
            "url": absolute_url("/"),
        },
        "license": settings.OPEN_DATA_LICENCE_URL,
        "dateModified": made_at if files else None,
        "distribution": [_download(file) for file in files],
    }
    return {name: value for name, value in thing.items() if value}


def _download(file: dump_files.File) -> dict:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": absolute_url(reverse("dump_file", args=[file.name])),
        "encodingFormat": file.media_type.partition(";")[0],
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }

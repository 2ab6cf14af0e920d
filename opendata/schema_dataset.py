"""The data sets as Datasets of schema.org, which search engines of data sets read."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from common.http import absolute_url
from taxonomy.languages import Language

from . import dcat, dump_files


def describe() -> dict:
    files = dump_files.listed()
    return {"@graph": [_dataset(each, files) for each in dcat.datasets_described()]}


def _dataset(dataset: dcat.Dataset, all_files: list[dump_files.File]) -> dict:
    page, made_at = absolute_url(reverse("open_data")), dump_files.made_at()
    files = [file for file in all_files if file.name in dataset.files]
    thing = {
        "@type": "Dataset",
        "@id": f"{page}{dataset.fragment}",
        "name": dataset.title,
        "description": dataset.description,
        "url": page,
        "identifier": f"{page}{dataset.fragment}",
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

from django.urls import path
from wagtail import hooks

from . import officer_views

ONE = "secretariat/translations/<int:page_id>/<slug:language>/"
URLS = [
    path("secretariat/translations/", officer_views.overview, name="translations"),
    path(
        "secretariat/translation/<int:translation_id>/",
        officer_views.translation,
        name="translation",
    ),
    path(ONE, officer_views.write, name="translation_write"),
    path(f"{ONE}machine/", officer_views.machine, name="translation_machine"),
    path(f"{ONE}file.<slug:file_format>", officer_views.file, name="translation_file"),
]
hooks.register("register_admin_urls", lambda: URLS)

from django.apps import AppConfig, apps
from django.db.models.signals import pre_save

# What people write into. Sessions, hashes of passwords, and the trail, whose rows carry
# fingerprints, stay as they are.
CLEANED_APPS = {
    "accounts", "alerts", "approvals", "contact", "home", "mail", "opendata", "practices",
    "review", "search", "submission", "taxonomy", "taggit",
    "django.contrib.auth", "wagtail", "wagtail.documents", "wagtail.images",
    "wagtail.contrib.redirects",
}  # fmt: skip
NEVER_CHANGED = {"AuditEntry", "AuditHead"}


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from common.cleaning import clean_before_saving

        from . import admin_pages, editor_fields

        admin_pages.take_over()
        editor_fields.take_over()
        for model in apps.get_models():
            if model._meta.app_config.name in CLEANED_APPS and model.__name__ not in NEVER_CHANGED:
                pre_save.connect(clean_before_saving, sender=model)

"""Wagtail's apps of documents and images, with our rules for who sees which file.

The rules are registered in ready(), after Wagtail's own: what runs earlier is written over.
"""

from django.db.models import Model
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig


class OwnDocumentsConfig(WagtailDocsAppConfig):
    """Replaces "wagtail.documents" in INSTALLED_APPS."""

    def ready(self) -> None:
        super().ready()
        _register(self.get_model("Document"))


class OwnImagesConfig(WagtailImagesAppConfig):
    """Replaces "wagtail.images" in INSTALLED_APPS."""

    def ready(self) -> None:
        super().ready()
        _register(self.get_model("Image"))


def _register(model: type[Model]) -> None:
    from wagtail.permissions import register_permission_policy

    from .own_files import OwnFilesPolicy

    policy = OwnFilesPolicy(model, auth_model=model, owner_field_name="uploaded_by_user")
    register_permission_policy(model, policy)

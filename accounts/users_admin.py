"""Wagtail's lists of users and groups, to be read only.

Officers propose accounts and groups on their page about people, and another officer applies that.
Nobody sets the password or the address of someone else: who forgot theirs asks for a link.
"""

from wagtail.users.apps import WagtailUsersAppConfig


class ReadOnlyUsersConfig(WagtailUsersAppConfig):
    """Replaces "wagtail.users" in INSTALLED_APPS."""

    def ready(self) -> None:
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group
        from wagtail.permissions import register_permission_policy

        from .read_only import ReadOnlyPolicy

        for model in (get_user_model(), Group):
            register_permission_policy(model, ReadOnlyPolicy(model))

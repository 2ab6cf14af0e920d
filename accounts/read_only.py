"""Permission policy of Wagtail for what is looked at in the admin, and changed elsewhere."""

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """For superusers too, who may do everything else in Wagtail."""

    def user_has_permission(self, user, action) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions) -> QuerySet:
        return super().users_with_any_permission(set(actions) & {"view"})

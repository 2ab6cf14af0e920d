"""Signing in with a password; each request reads the person together with the profile."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User


class PasswordBackend(ModelBackend):
    """Django's own; the profile holds the language of the person (accounts.languages)."""

    def get_user(self, user_id: int) -> User | None:
        users = User.objects.select_related("wagtail_userprofile")
        user = users.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

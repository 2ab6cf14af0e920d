from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError

from accounts import roles
from practices.models import FocalPoint
from taxonomy.models import MemberState

PASSWORD = "good practice portal"  # noqa: S105  in README.md, and only where settings allow it
OFFICERS = ("officer", "second-officer")
FOCAL_POINT, STATE = "focal-point", "ke"


class Command(BaseCommand):
    help = "Two officers and a focal point to try the portal with. Only in development."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO_ACCOUNTS:
            raise CommandError("Accounts with a public password are for development only.")
        for name in OFFICERS:
            self._user(name).groups.add(roles.secretariat_group())
        state = MemberState.objects.get(code=STATE)
        FocalPoint.objects.get_or_create(user=self._user(FOCAL_POINT), state=state)
        names = ", ".join((*OFFICERS, FOCAL_POINT))
        self.stdout.write(f"Sign in as {names}; the password of each is “{PASSWORD}”.")

    def _user(self, name) -> AbstractBaseUser:
        email = f"{name}@example.org"
        user, created = get_user_model().objects.get_or_create(username=name, email=email)
        if created:
            user.set_password(PASSWORD)
            user.save()
        return user

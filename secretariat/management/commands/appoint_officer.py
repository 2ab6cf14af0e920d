from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import roles
from secretariat.account_proposals import make_officer, refuse_both_roles


class Command(BaseCommand):
    help = (
        "Make somebody an officer: the first two of a new portal, or in an emergency. "
        "It is in the trail, and all officers are informed by email. Otherwise two officers do it."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args, email, **options) -> None:
        users = list(get_user_model().objects.filter(email__iexact=email))
        if len(users) > 1 or any(not user.is_active for user in users):
            raise CommandError(f"{email} belongs to several accounts, or to a deactivated one.")
        try:
            refuse_both_roles(email, users[0].username if users else "")
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        if users:
            users[0].groups.add(roles.secretariat_group())
        else:
            make_officer(email.lower())
        self.stdout.write(f"{email} is an officer now. All officers are informed by email.")

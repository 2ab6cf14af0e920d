from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.proposals import refuse_both_roles
from practices import roles


class Command(BaseCommand):
    help = (
        "Make an account an officer: the first two of a new portal, or in an emergency. "
        "It is in the trail, and all officers are told by e-mail. Otherwise two officers do it."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args, email, **options):
        users = get_user_model().objects.filter(email__iexact=email, is_active=True)
        if users.count() != 1:
            raise CommandError(f"There is no single active account with the address {email}.")
        user = users.get()
        try:
            refuse_both_roles(user.email, user.username)
        except PermissionDenied as error:
            raise CommandError(str(error)) from error
        user.groups.add(roles.secretariat_group())
        self.stdout.write(f"{user} is an officer now. All officers are told by e-mail.")

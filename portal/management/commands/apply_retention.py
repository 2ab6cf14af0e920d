from django.core.management.base import BaseCommand

from portal.personal_data import retention


class Command(BaseCommand):
    help = "Delete old mails, invitations and traces of sign-ins. Run it once a day."

    def handle(self, *args, **options) -> None:
        counts = retention.apply()
        self.stdout.write(", ".join(f"{what}: {number}" for what, number in counts.items()))
